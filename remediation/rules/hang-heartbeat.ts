import { rulesOf } from "./rule.ts";

/** The two ends of a job lost sight of each other: one of them hung, paused or was starved. */
export const hangHeartbeat = rulesOf("hang.heartbeat", {
  heartbeat: {
    strength: 3,
    says: [
      "no recent heartbeats",
      "heartbeat timed out",
      "heartbeat of * timed out",
      "controlled by spark.executor.heartbeatinterval",
      "issue communicating with driver in heartbeater",
      "detected zombie job",
      "detected as zombie",
      "jobs without heartbeat",
      "tasks without heartbeat",
      "heartbeat timeout",
      "missed too many heartbeats",
      "missed heartbeat",
      "zombie task",
      "zombie tasks",
      "heartbeat_timeout",
      "did not heartbeat",
    ],
  },
  "spark-rpc": {
    strength: 2,
    says: ["controlled by spark.network.timeout", "controlled by spark.rpc.asktimeout", "futures timed out after"],
  },
});
