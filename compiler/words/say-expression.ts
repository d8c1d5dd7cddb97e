/** Expressions and types as a person reads them, in the words of the language. */
import type { Text } from "../../schema/record.ts";
import type { Comparison, Expression, JsonTemplate } from "../../schema/values/expression.ts";
import type { ValueType } from "../../schema/values/value-type.ts";

/** Gives the name of a node of the flow that the expression belongs to. */
export type NameOf = (node: number) => string;

/** How comparisons are written for people. */
export const signs: Readonly<Record<Comparison, string>> = { eq: "=", ne: "≠", lt: "<", lte: "≤", gt: ">", gte: "≥" };

/** An expression in words: `outputs.auc of fit ≥ 0.9 and params.learningRate < 0.5`. */
export function sayExpression(expression: Expression, name: NameOf): string {
  const say = (inner: Expression) => sayExpression(inner, name);
  switch (expression.op) {
    case "literal":
      return JSON.stringify(expression.value);
    case "param":
      return `params.${expression.name}`;
    case "output":
      return `outputs.${expression.name} of ${name(expression.node)}`;
    case "item":
      return `item of ${name(expression.loop)}`;
    case "field":
      return expression.of.op === "param" ? `${say(expression.of)}.${expression.name}` : `${expression.name} of ${say(expression.of)}`;
    case "length":
      return `length of ${say(expression.of)}`;
    case "gather":
      return `every ${say(expression.of)}`;
    case "join":
      return `${expression.cases.map(say).join(" or ")}, whichever ran`;
    case "last":
      return `last ${say(expression.of)}`;
    case "result":
      return `${["outputs", ...expression.path].join(".")} of ${name(expression.call)}`;
    case "input":
      return `inputs.${expression.name}`;
    case "inputPath":
      return `inputs.${expression.name}.path`;
    case "outputPath":
      return `outputs.${expression.name}.path`;
    case "checkpointPath":
      return "checkpoint.path";
    case "run":
      return expression.field === "scheduledDate" ? "run.scheduledAt.date" : `run.${expression.field}`;
    case "status":
      return "status";
    case "range":
      return `range(${say(expression.count)})`;
    case "orElse":
      return `${say(expression.of)}, else ${say(expression.other)}`;
    case "json":
      return `json(${sayTemplate(expression.value, name)})`;
    case "text":
      return `\`${expression.parts.map((part) => (typeof part === "string" ? part : `\${${say(part)}}`)).join("")}\``;
    case "and":
    case "or":
      return `${inGroup(expression.left, expression.op, name)} ${expression.op} ${inGroup(expression.right, expression.op, name)}`;
    case "not":
      return `not (${say(expression.of)})`;
    case "isTrue":
      return say(expression.of);
    case "unknown":
      return "unknown";
    default:
      return `${say(expression.left)} ${signs[expression.op]} ${say(expression.right)}`;
  }
}

function inGroup(expression: Expression, around: "and" | "or", name: NameOf): string {
  const said = sayExpression(expression, name);
  return (expression.op === "and" || expression.op === "or") && expression.op !== around ? `(${said})` : said;
}

function sayTemplate(template: JsonTemplate, name: NameOf): string {
  if (typeof template !== "object" || template === null) return JSON.stringify(template);
  if ("expression" in template) return sayExpression(template.expression, name);
  if ("list" in template) return `[${template.list.map((member) => sayTemplate(member, name)).join(", ")}]`;
  return `{ ${Object.entries(template.object)
    .map(([key, member]) => `${key}: ${sayTemplate(member, name)}`)
    .join(", ")} }`;
}

/** A text of a command or an environment variable: quoted where it is plain, in words where it holds values. */
export function sayText(text: Text, name: NameOf): string {
  return typeof text === "string" ? JSON.stringify(text) : sayExpression(text, name);
}

/** A type in words: `list of integer`, `one of "small", "large"`, `parquet artifact`. */
export function sayType(type: ValueType): string {
  switch (type.type) {
    case "string":
      return type.enum === undefined ? withBounds(type.format ?? "text", type, ["pattern", "minLength", "maxLength"]) : sayEnum(type.enum);
    case "integer":
    case "number":
      return withBounds(type.type, type, ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]);
    case "list":
      return withBounds(`list of ${sayType(type.item)}`, type, ["minItems", "maxItems"]);
    case "object":
      return `{ ${Object.entries(type.fields)
        .map(([field, of]) => `${field}: ${sayType(of)}`)
        .join(", ")} }`;
    case "optional":
      return `optional ${sayType(type.of)}`;
    case "artifact":
      return `${type.format} artifact`;
    case "artifacts":
      return `${type.format} artifacts`;
    default:
      return type.type;
  }
}

function sayEnum(members: readonly string[]): string {
  return `one of ${members.map((member) => JSON.stringify(member)).join(", ")}`;
}

function withBounds<T extends object>(said: string, type: T, bounds: readonly (keyof T & string)[]): string {
  const found = bounds.filter((bound) => type[bound] !== undefined).map((bound) => `${bound} ${String(type[bound])}`);
  return found.length === 0 ? said : `${said} (${found.join(", ")})`;
}
