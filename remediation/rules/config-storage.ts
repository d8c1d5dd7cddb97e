import { rulesOf } from "./rule.ts";

/** A volume cannot be made, found or attached. */
export const configStorage = rulesOf("config.storage", {
  volume: {
    strength: 3,
    says: [
      "unbound immediate persistentvolumeclaim",
      "unbound persistentvolumeclaim",
      "storageclass * not found",
      "storage class * not found",
      "multi-attach error",
      "already exclusively attached",
      "failed to provision volume",
      "provisioningfailed",
      "persistentvolumeclaim * not found",
      "persistentvolumeclaims * not found",
      "attachvolume.attach failed",
      "failedattachvolume",
      "no persistent volumes available",
      "no volume plugin matched",
      "mountvolume.mountdevice failed",
      "volume node affinity conflict",
      "failed to attach volume",
      "mount.nfs:",
      "wrong fs type, bad option",
      "no storage class is set",
      "no default storageclass",
      "failedbinding",
      "driver name * not found in the list of registered csi drivers",
    ],
  },
});
