import { always, type ClassRemedy } from "./remedy.ts";
import { moreOverhead } from "./spark-overhead.ts";

/** A Spark container over its limit, told by Spark or by the resource manager. */
export const memSparkOverhead: ClassRemedy = {
  words: always("spark.executor.memoryOverhead", "double, at least 384Mi"),
  change: moreOverhead,
};
