import { memoryWords, moreMemory } from "./memory.ts";
import type { ClassRemedy } from "./remedy.ts";
import { moreOverhead } from "./spark-overhead.ts";

/** A container over its limit of memory. Of Spark, what is beside the heap grows first: the heap has a limit of its own. */
export const memContainerOom: ClassRemedy = {
  words: (choice) =>
    /kubernetesclusterscheduler|taskscheduler|lost executor|executor lost|sparkexecutor/.test(choice.text)
      ? { field: "spark.executor.memoryOverhead", from: null, to: null, rule: "double, at least 384Mi" }
      : memoryWords(choice),
  change: (situation) => (situation.step.kind === "spark" ? moreOverhead(situation) : moreMemory(situation)),
};
