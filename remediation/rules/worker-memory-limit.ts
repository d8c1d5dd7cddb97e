import { rulesOf } from "./rule.ts";

/** A Worker used more than the memory that every Worker has. */
export const workerMemoryLimit = rulesOf("worker.memory_limit", {
  memory: {
    strength: 3,
    says: [
      "exceededmemory",
      "worker exceeded memory limit",
      "memory limit would be exceeded before eof",
      "isolate exceeded its memory limit",
      "worker exceeded its memory limit",
      "isolate has exceeded memory",
      "exceeded 128 mb",
      "exceeded the 128 mb",
    ],
  },
});
