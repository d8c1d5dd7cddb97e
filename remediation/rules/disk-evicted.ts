import { rulesOf } from "./rule.ts";

/** The kubelet evicted a pod for what it wrote to the node's disk. */
export const diskEvicted = rulesOf("disk.evicted", {
  "ephemeral-storage": {
    strength: 3,
    says: [
      "low on resource: ephemeral-storage",
      "ephemeral local storage usage exceeds",
      "exceeded its local ephemeral storage limit",
      "local ephemeral storage limit",
      "usage of emptydir volume * exceeds",
      "emptydir volume * exceeds the limit",
      "node had condition: [diskpressure]",
      "due to disk pressure",
      "diskpressure",
      "ephemeral-storage * exceeds its request",
      "larger consumption of ephemeral-storage",
      "evicted * ephemeral",
      "low on resource: nodefs",
      "low on resource: imagefs",
    ],
  },
});
