/** What makes two attempts the same: image, command, environment, values of inputs, declared key (meaning.md, rule 22). */
import { createHash } from "node:crypto";
import type { EnvironmentValue } from "../../compiler/program.ts";
import type { Value } from "../evaluate-expression.ts";
import type { AttemptStart } from "../scheduler/machine.ts";

/** A hash; paths in the command are those of names, so that it does not depend on where the run lies. Throws `EvaluationFault`. */
export function stepKey(
  { planned, inputs, textOf }: AttemptStart,
  valueOfInput: (input: string, value: Value) => unknown = (_, value) => value,
): string {
  const { node, command } = planned;
  const text = (value: Exclude<EnvironmentValue, { readonly secret: string } | { readonly configMap: string }>): string =>
    textOf(value, (of, name) => `${of}/${name}`);
  const parts = {
    image: node.image.reference,
    command: (command ?? []).map(text),
    env: Object.entries(node.env)
      .map(([name, value]) => [name, typeof value === "object" && !("op" in value) ? value : text(value)] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
    inputs: Object.entries(inputs)
      .map(([name, value]) => [name, valueOfInput(name, value) ?? null] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
    outputs: Object.entries(node.outputs).sort(([one], [other]) => (one < other ? -1 : 1)),
    key: (node.cache?.key ?? []).map(text),
  };
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
