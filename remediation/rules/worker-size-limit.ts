import { rulesOf } from "./rule.ts";

/** A Worker's script is too large to be taken. */
export const workerSizeLimit = rulesOf("worker.size_limit", {
  size: {
    strength: 3,
    says: [
      "script_too_large",
      "code: 10027",
      "exceeded the size limit",
      "exceeded size limits",
      "exceeds the size limit",
      "worker exceeds the size",
      "script is too large",
      "bundle size exceeds",
      "worker size limit",
      "script size exceeds",
    ],
  },
});
