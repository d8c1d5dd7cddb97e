import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { isLabelKey } from "./label-grammar.ts";
import { labelsOf, said } from "./labels-of.ts";

/**
 * Label key
 *
 * The key of a label or annotation is at most 63 letters, digits, "-", "_" and ".", after an optional DNS name and "/".
 *
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const labelKey = defineFlowRule({
  code: "check/label-key",
  severity: "error",
  law: true,
  message: message`${"where"} has ${"what"} "${"key"}", where at most 63 letters, digits, "-", "_" and "." are expected, after an optional DNS name and "/".`,
  why: "Kubernetes refuses the pod, and some engines find that out only when the run has begun.",
  help: message`Write a key such as "team" or "acme.com/team".`,
  *find(flow) {
    for (const { where, field, strings, at } of labelsOf(flow))
      for (const key of Object.keys(strings)) if (!isLabelKey(key)) yield { at: at(key), values: { where, what: said[field], key } };
  },
});
