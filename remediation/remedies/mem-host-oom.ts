import { memoryWords, moreMemory } from "./memory.ts";
import type { ClassRemedy } from "./remedy.ts";

/** A node that ran out of memory under a step: what the step asks for is what the node keeps for it. */
export const memHostOom: ClassRemedy = {
  words: memoryWords,
  change: (situation) =>
    situation.step.kind === "spark"
      ? "A node ran out of memory under Spark: whether the driver's or an executor's share was too small, nothing says."
      : moreMemory(situation),
};
