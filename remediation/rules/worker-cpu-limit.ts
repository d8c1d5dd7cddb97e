import { rulesOf } from "./rule.ts";

/** A Worker used more CPU time than it may. */
export const workerCpuLimit = rulesOf("worker.cpu_limit", {
  cpu: {
    strength: 3,
    says: [
      "exceeded cpu limit",
      "exceededcpu",
      "exceeded cpu time limit",
      "exceeded cpu time",
      "exceeded the cpu",
      "exceeded its cpu",
      "cpu time limit exceeded",
    ],
    unless: ["startup"],
  },
  resources: {
    strength: 2,
    says: ["error 1102", "worker exceeded resource limits", "exceeded resource limits", "exceededresources"],
    along: ["worker"],
  },
});
