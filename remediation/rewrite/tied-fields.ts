/** Fields of a step that belong together, so that a definition may compute one from the other: the heap of a process and its container's memory. */
import type { PropertyPath } from "../../compiler/diff/described.ts";
import { type Flow, isStep, type Step } from "../../compiler/program.ts";
import type { Field } from "../proposal.ts";
import { setsHeap } from "../remedies/heap-option.ts";

/** The fields of the same step that may move when `field` does. */
export function tiedFields(field: Field, flow: Flow): readonly Field[] {
  const step = flow.nodes.filter(isStep).find(({ name }) => name === field.step);
  return step === undefined ? [] : tiedPaths(step, field.path).map((path) => ({ ...field, path }));
}

function tiedPaths(step: Step, path: PropertyPath): readonly PropertyPath[] {
  const [first, second] = path;
  if (first === "resources" && second === "memory") return [["resources", "sharedMemory"], ...heapPaths(step)];
  if (first === "resources" && second === "sharedMemory") return [["resources", "memory"]];
  if (first === "env" || first === "command")
    return [
      ["resources", "memory"],
      ["resources", "sharedMemory"],
    ];
  if (first === "executor" && second === "memory") return [["executor", "overhead"]];
  if (first === "driver" && second === "memory")
    return [
      ["driver", "overhead"],
      ["driver", "maxResultSize"],
    ];
  return [];
}

function heapPaths({ env, program }: Step): readonly PropertyPath[] {
  const names = Object.entries(env).flatMap(([name, value]) => (typeof value === "string" && setsHeap(value) ? [name] : []));
  const words =
    program.kind === "command" ? program.words.flatMap((word, index) => (typeof word === "string" && setsHeap(word) ? [index] : [])) : [];
  return [...names.map((name) => ["env", name]), ...words.map((index) => ["command", index])];
}
