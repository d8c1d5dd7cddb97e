import { parseMemory } from "../../schema/words/quantities.ts";
import { type HeapOption, heapOption, type Runtime } from "./heap-option.ts";
import { fitsNode } from "./memory.ts";
import { atLeast, mebibyte } from "./raise.ts";
import { byText, type Change, type ClassRemedy, type CompanionChange, type Situation } from "./remedy.ts";

/** A heap that is full although its container is not. It grows by half, and the container where the larger heap would not fit. */
export const memJvmHeap: ClassRemedy = {
  words: byText(
    ["javascript|v8 ", "env.NODE_OPTIONS", "raise --max-old-space-size by half, and the container's memory with it"],
    [
      "broadcast|driver) |exception in thread main|localhost, executor driver|executor driver)",
      "spark.driver.memory",
      "raise by half, and the container's memory with it",
    ],
    [null, "spark.executor.memory", "raise by half, and the container's memory with it"],
  ),
  change: (situation) => (situation.step.kind === "spark" ? sparkHeap(situation) : processHeap(situation)),
};

const formula = "half as much again";
/** What a process of a heap needs in all. */
const aroundHeap = (heap: number) => heap * 1.1 + 384 * mebibyte;

function sparkHeap({ step: { name, program }, field, name: pod }: Situation): Change | string {
  if (program.kind !== "spark") return `Step "${name}" is no Spark application.`;
  const side = /-driver$/.test(pod) || (field === "spark.driver.memory" && !/-exec-\d{1,6}$/.test(pod)) ? "driver" : "executor";
  const { memory: from, overhead } = program[side];
  const to = (parseMemory(from) ?? 0) * 1.5;
  const least = Math.max(to * 0.1, 384 * mebibyte);
  const isShort = overhead !== undefined && (parseMemory(overhead) ?? 0) < least;
  return {
    path: [side, "memory"],
    from,
    to: atLeast(to),
    formula,
    observed: { memory: from, ...(overhead !== undefined && { overhead }) },
    bound: null,
    ...(isShort && {
      alongside: [{ path: [side, "overhead"], from: overhead, to: atLeast(least), formula: "a tenth of the heap, at least 384Mi" }],
    }),
  };
}

function processHeap(situation: Situation): Change | string {
  const { step, pool, field } = situation;
  const runtime: Runtime = field === "env.NODE_OPTIONS" ? "node" : "jvm";
  const option = heapOption(step, runtime);
  if (option === undefined) return firstHeap(situation, runtime);
  const to = option.bytes * 1.5;
  const memory = step.resources.memory;
  const needed = atLeast(aroundHeap(to));
  const isTight = memory !== undefined && (parseMemory(memory) ?? 0) < aroundHeap(to);
  if (isTight && !fitsNode(needed, pool))
    return `A heap of ${atLeast(to)} needs ${needed} of memory, and a node of pool "${pool?.name}" has ${pool?.node.memory}.`;
  const alongside: readonly CompanionChange[] = isTight
    ? [{ path: ["resources", "memory"], from: memory, to: needed, formula: "the heap × 1.1 + 384Mi" }]
    : [];
  return { ...heapChange(option, to), observed: { heapBytes: option.bytes, ...(memory !== undefined && { memory }) }, alongside };
}

function heapChange(option: HeapOption, bytes: number): Omit<Change, "observed"> {
  return { path: option.path, from: option.text, to: option.with(bytes), formula, bound: null };
}

/** A JVM takes a quarter of the container by itself, Node less than half: three quarters fit. */
function firstHeap({ step }: Situation, runtime: Runtime): Change | string {
  const variable = runtime === "node" ? "NODE_OPTIONS" : "JAVA_TOOL_OPTIONS";
  const memory = parseMemory(step.resources.memory ?? "");
  if (memory === undefined) return `Step "${step.name}" says neither how large its heap is nor its memory: say both.`;
  if (step.env[variable] !== undefined)
    return `"env.${variable}" of step "${step.name}" says no size of a heap that can be read: say it there.`;
  const heap = Math.floor(Math.min(memory * 0.75, (memory - 384 * mebibyte) / 1.1) / mebibyte);
  if (heap < (memory / mebibyte) * 0.3)
    return `In ${step.resources.memory} of memory no larger heap fits: raise "resources.memory" of step "${step.name}".`;
  return {
    path: ["env", variable],
    from: null,
    to: runtime === "node" ? `--max-old-space-size=${heap}` : `-Xmx${heap}m`,
    formula: "three quarters of the memory, less what is needed beside the heap; unsaid, the runtime takes a smaller share",
    observed: { memory: step.resources.memory ?? "" },
    bound: null,
    review: true,
  };
}
