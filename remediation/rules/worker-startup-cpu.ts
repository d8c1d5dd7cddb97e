import { rulesOf } from "./rule.ts";

/** A Worker's script takes too long to start. */
export const workerStartupCpu = rulesOf("worker.startup_cpu", {
  startup: {
    strength: 3,
    says: [
      "script startup exceeded",
      "script startup timed out",
      "code: 10021",
      "startup exceeded cpu",
      "startup cpu time",
      "startup time limit",
      "exceeded startup",
    ],
  },
});
