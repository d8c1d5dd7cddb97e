/** How messages name what was found: in the user's words, never long. */
import { isExpression } from "../../schema/values/expression-of.ts";

const longest = 60;

/** A recorded value in words: `"64Gb"`, `5`, `a list`, `a value that is known only while the flow runs`. */
export function describeFound(value: unknown): string {
  switch (typeof value) {
    case "string":
      return `"${shorten(value)}"`;
    case "number":
    case "boolean":
      return String(value);
    case "undefined":
      return "nothing";
    default:
      if (value === null) return "null";
      if (Array.isArray(value)) return "a list";
      if (isExpression(value)) return "a value that is known only while the flow runs";
      return isDefinition(value) ? `the definition "${shorten(String(value.name))}"` : "an object";
  }
}

/** The beginning of a text, where it is long. */
export function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

function isDefinition(value: unknown): value is { readonly name: unknown } {
  return typeof value === "object" && value !== null && "definition" in value && "name" in value;
}
