import type { Step } from "../compiler/program.ts";
import { problemOf, valueOfText } from "../compiler/values/check-value.ts";
import type { ValueType } from "../schema/values/value-type.ts";
import type { Value } from "./evaluate-expression.ts";
import type { Values } from "./scheduler/scope.ts";

/** Outputs of an attempt, or the sentence that says which is wrong (meaning.md, rules 3 and 4). */
export type CheckedOutputs = { readonly outputs: Values } | { readonly problem: string };

/** What was written for an output: a text, a value, where an artifact lies; undefined where nothing was. */
export type Written =
  | { readonly text: string }
  | { readonly value: Value }
  | { readonly artifact: string }
  | { readonly problem: string }
  | undefined;

/** Checks each declared output of a step; `written` gives what there is of it. */
export function checkOutputs({ name: step, outputs: types }: Step, written: (output: string, type: ValueType) => Written): CheckedOutputs {
  const outputs: { [name: string]: Value } = {};
  for (const [name, type] of Object.entries(types)) {
    const found = checkOutput(type, written(name, type));
    if ("problem" in found) return { problem: `Output "${name}" of step "${step}" ${found.problem}.` };
    outputs[name] = found.value;
  }
  return { outputs };
}

function checkOutput(type: ValueType, found: Written): { readonly value: Value } | { readonly problem: string } {
  if (found === undefined) return type.type === "optional" ? { value: undefined } : { problem: "was not written" };
  if ("problem" in found) return found;
  if ("artifact" in found) return { value: found.artifact };
  if ("text" in found) return valueOfText(found.text, type);
  if (found.value === undefined) return type.type === "optional" ? found : { problem: "was not written" };
  const problem = problemOf(found.value, type);
  return problem === undefined ? found : { problem };
}
