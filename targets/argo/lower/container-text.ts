/**
 * Words of a command and values of the environment
 *
 * Kubernetes reads them once more, after Argo: `$(NAME)` becomes a variable of the container, `$$` becomes `$`. A value that holds `$(TOKEN)` must not become a
 * secret, so dollars are doubled where they could be read that way.
 */
import type { ValueType } from "../../../schema/values/value-type.ts";
import { verbatim } from "./expr-text.ts";
import { type Rendered, textOf } from "./render.ts";

/** A text for `command`, `args` or `env` of a container. */
export function containerText(parts: readonly Rendered[]): string {
  const [only, ...more] = parts;
  if (more.length === 0 && only?.literal !== undefined) return verbatim(only.literal.replace(/\$(?=\$|\([A-Za-z_.-][\w.-]*\))/g, "$$$$"));
  return parts
    .map((part, index) => (part.literal === undefined ? valueText(part) : joined(part.literal, index < parts.length - 1)))
    .join("");
}

/** A literal between values: what a value begins with could complete a reference. */
function joined(literal: string, followed: boolean): string {
  const inner = literal.replace(/\$(?=[$(])/g, "$$$$");
  return verbatim(followed ? inner.replace(/\$$/, "$$$$") : inner);
}

function valueText(value: Rendered): string {
  if (mayHoldDollars(value.type)) return `{{=replace(${textOf(value)}, '$', '$$')}}`;
  return value.tag !== undefined ? `{{${value.tag}}}` : `{{=${textOf(value)}}}`;
}

function mayHoldDollars(type: ValueType): boolean {
  switch (type.type) {
    case "integer":
    case "number":
    case "boolean":
    case "artifact":
    case "artifacts":
      return false;
    case "string":
      if (type.enum !== undefined) return type.enum.some((member) => member.includes("$"));
      return type.format === undefined || type.format === "url" || type.format === "email";
    case "list":
      return mayHoldDollars(type.item);
    case "object":
      return true;
    case "optional":
      return mayHoldDollars(type.of);
    default:
      return true;
  }
}
