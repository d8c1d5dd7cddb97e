import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { isLabelValue } from "./label-grammar.ts";
import { labelsOf, said } from "./labels-of.ts";

/**
 * Label value
 *
 * The value of a label is at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends, or empty.
 *
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const labelValue = defineFlowRule({
  code: "check/label-value",
  severity: "error",
  law: true,
  message: message`${"where"} has "${"value"}" as ${"what"} "${"key"}", where at most 63 letters, digits, "-", "_" and "." are expected.`,
  why: "Kubernetes refuses the pod, and some engines find that out only when the run has begun.",
  help: message`Shorten it to a word, or write it as an annotation, which may hold any text.`,
  *find(flow) {
    for (const { where, field, strings, at } of labelsOf(flow)) {
      if (field === "annotations") continue;
      for (const [key, value] of Object.entries(strings))
        if (!isLabelValue(value)) yield { at: at(key), values: { where, what: said[field], key, value } };
    }
  },
});
