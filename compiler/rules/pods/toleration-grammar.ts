import { message } from "../../diagnostics/message.ts";
import type { Toleration } from "../../program.ts";
import { isLabelKey, isLabelValue } from "../names/label-grammar.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Toleration grammar
 *
 * A toleration has a key; a value only with the operator "Equal"; and \`for\` only with the effect "NoExecute".
 *
 * See https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export const tolerationGrammar = defineStepRule({
  code: "check/toleration-grammar",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" has a toleration of "${"key"}" with ${"problem"}.`,
  why: "Kubernetes refuses the pod when the step is due.",
  help: message`Write \`{ key: "…", operator: "Exists" }\` for any value, or \`{ key: "…", operator: "Equal", value: "…" }\` for one.`,
  *find(step) {
    for (const [index, toleration] of step.tolerations.entries()) {
      const [field, problem] = problemOf(toleration) ?? [];
      if (field === undefined || problem === undefined) continue;
      yield { at: ofNode(step, "tolerations", index, field), values: { step: step.name, key: toleration.key, problem } };
    }
  },
});

function problemOf({ key, operator, value, effect, for: stay }: Toleration): readonly [field: string, problem: string] | undefined {
  if (key === "" && operator === "Equal") return ["key", 'an empty key, which only the operator "Exists" may have'];
  if (key !== "" && !isLabelKey(key)) return ["key", "a key that no taint can have"];
  if (operator === "Exists" && value !== undefined && value !== "")
    return ["value", `the value "${value}", which the operator "Exists" does not look at`];
  if (value !== undefined && !isLabelValue(value)) return ["value", `the value "${value}", which no taint can have`];
  if (stay !== undefined && effect !== "NoExecute")
    return ["for", `\`for\` and ${effect === undefined ? "no effect" : `the effect "${effect}"`}, where "NoExecute" is expected`];
  return undefined;
}
