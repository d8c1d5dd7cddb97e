import type { Json } from "../../../schema/record.ts";
import type { JsonTemplate } from "../../../schema/values/expression.ts";
import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition, ofNode } from "../rule.ts";
import { expressionsOfNode, visitWithin } from "../walk/expressions.ts";

/**
 * Number precision
 *
 * A whole number in a definition is one that JavaScript holds exactly: at most 9,007,199,254,740,991 in size, or a round one.
 *
 * See docs/meaning.md, rule 1
 */
export const numberPrecision = defineFlowRule({
  code: "check/number-precision",
  severity: "error",
  law: true,
  message: message`${"where"} has the number ${"number"}, where at most 9007199254740991 in size is expected.`,
  why: "JavaScript has rounded a larger number before anyone could read it, so another one than you wrote would run.",
  help: message`Write it as text in quotes, and let the program read it.`,
  *find(flow) {
    for (const [param, record] of Object.entries(flow.params)) {
      // link/default-type speaks of integers.
      if (record.type.type === "integer") continue;
      for (const number of unsafe(record.default ?? null))
        yield {
          at: ofDefinition(flow, "params", param),
          values: { where: `The default of parameter "${param}" of flow "${flow.name}"`, number },
        };
    }
    for (const node of flow.nodes) {
      const numbers: number[] = [];
      const where = node.name === "" ? `A condition of flow "${flow.name}"` : `"${node.name}"`;
      for (const outer of expressionsOfNode(node))
        visitWithin(outer, (expression) => {
          if (expression.op === "literal") numbers.push(...unsafe(expression.value));
          else if (expression.op === "json") numbers.push(...unsafeInTemplate(expression.value));
        });
      for (const number of numbers) yield { at: ofNode(node), values: { where, number } };
    }
  },
});

/** Round numbers such as 1e20 and those with a fraction or an exponent are what was written, or as near as a number can be. */
function isRounded(value: number): boolean {
  if (!Number.isInteger(value) || Number.isSafeInteger(value) || Math.abs(value) >= 1e21) return false;
  return String(Math.abs(value)).replace(/0+$/, "").length > 15;
}

function unsafe(value: Json): readonly number[] {
  if (typeof value === "number") return isRounded(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(unsafe);
}

function unsafeInTemplate(template: JsonTemplate): readonly number[] {
  if (typeof template !== "object" || template === null) return unsafe(template);
  if ("expression" in template) return [];
  return ("list" in template ? template.list : Object.values(template.object)).flatMap(unsafeInTemplate);
}
