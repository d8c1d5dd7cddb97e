import type { Text } from "../../../schema/record.ts";
import type { Expression, JsonTemplate } from "../../../schema/values/expression.ts";

/** The parts of a text that stand in the definition itself, in order. */
export function literalTexts(text: Text): readonly string[] {
  return typeof text === "string" ? [text] : ofExpression(text);
}

function ofExpression(expression: Expression): readonly string[] {
  switch (expression.op) {
    case "literal":
      return typeof expression.value === "string" ? [expression.value] : [];
    case "text":
      return expression.parts.flatMap(literalTexts);
    case "json":
      return ofTemplate(expression.value);
    case "orElse":
      return [...ofExpression(expression.of), ...ofExpression(expression.other)];
    default:
      return [];
  }
}

function ofTemplate(template: JsonTemplate): readonly string[] {
  if (typeof template === "string") return [template];
  if (typeof template !== "object" || template === null) return [];
  if ("expression" in template) return ofExpression(template.expression);
  return "list" in template
    ? template.list.flatMap(ofTemplate)
    : Object.entries(template.object).flatMap(([key, member]) => [key, ...ofTemplate(member)]);
}

/** The value of a text that holds no reference; undefined where it is known only while the flow runs. */
export function constantText(text: Text): string | undefined {
  if (typeof text === "string") return text;
  return text.op === "literal" && typeof text.value === "string" ? text.value : undefined;
}
