import { rulesOf } from "./rule.ts";

/** A Spark executor's container is full outside of its heap, and YARN or Kubernetes killed it. */
export const memSparkOverhead = rulesOf("mem.spark_overhead", {
  "beyond-limits": {
    strength: 3,
    says: [
      "killed by yarn for exceeding",
      "running beyond physical memory limits",
      "running beyond virtual memory limits",
      "beyond the physical memory limit",
      "beyond the virtual memory limit",
      "consider boosting spark.",
      "boosting memoryoverhead",
      "exceeding physical memory limits",
      "exceeding virtual memory limits",
      "gb physical memory used",
      "memoryoverhead or disabling yarn.nodemanager.vmem-check",
    ],
  },
});
