import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { labelsOf, said } from "./labels-of.ts";

const prefix = "millwright.dev/";

/**
 * Label reserved
 *
 * Labels and annotations under "millwright.dev/" are Millwright's own.
 */
export const labelReserved = defineFlowRule({
  code: "check/label-reserved",
  severity: "error",
  law: true,
  message: message`${"where"} has ${"what"} "${"key"}", but keys that begin with "millwright.dev/" are written by Millwright.`,
  why: "They lead a failed pod back to its definition, so nothing else may stand there.",
  help: message`Write another prefix, such as your own domain.`,
  *find(flow) {
    for (const { where, field, strings, at } of labelsOf(flow)) {
      if (field === "nodeSelector") continue;
      for (const key of Object.keys(strings))
        if (key.toLowerCase().startsWith(prefix)) yield { at: at(key), values: { where, what: said[field], key } };
    }
  },
});
