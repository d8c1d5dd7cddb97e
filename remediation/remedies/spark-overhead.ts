import { parseMemory } from "../../schema/words/quantities.ts";
import { atLeast, mebibyte } from "./raise.ts";
import type { Change, Situation } from "./remedy.ts";

/** Spark's least, and its share of the heap: more where the application is no JVM's. Source: Spark 3.5, running-on-kubernetes, memoryOverheadFactor. */
const least = 384 * mebibyte;
const shares = { jvm: 0.1, python: 0.4 };
/** What Python workers need at least. */
const leastPython = 0.2;

/** More memory beside the heap, of the driver or of the executors, whichever the platform says it was. */
export function moreOverhead({ step, name, field }: Situation): Change | string {
  const { program } = step;
  if (program.kind !== "spark") return `Step "${step.name}" is no Spark application, so it has no memory beside a heap.`;
  const side = /-driver$/.test(name)
    ? "driver"
    : /-exec-\d{1,6}$/.test(name) || field === "spark.executor.memoryOverhead"
      ? "executor"
      : undefined;
  if (side === undefined) return `Nothing says whether the driver or an executor of step "${step.name}" ran out of memory.`;
  const { memory, overhead } = program[side];
  const heap = parseMemory(memory) ?? 0;
  const isPython = program.class === undefined && /\.py$/.test(program.main);
  const now = overhead === undefined ? Math.max(heap * (isPython ? shares.python : shares.jvm), least) : (parseMemory(overhead) ?? 0);
  return {
    path: [side, "overhead"],
    from: overhead ?? null,
    to: atLeast(Math.max(now * 2, least, isPython ? heap * leastPython : 0)),
    formula: `double${overhead === undefined ? " of what Spark takes by itself" : ""}, at least 384Mi${isPython ? " and a fifth of the heap" : ""}`,
    observed: { heap: memory, ...(overhead !== undefined && { overhead }) },
    bound: null,
  };
}
