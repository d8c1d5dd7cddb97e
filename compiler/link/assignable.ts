/** Whether a value of the run may stand where a type is declared. */
import { described } from "../../schema/values/described.ts";
import type { ValueType } from "../../schema/values/value-type.ts";

export interface TypeProblem {
  readonly found: string;
  readonly expected: string;
}

/**
 * How values of `from` are not all values of `to`, or undefined where they are
 *
 * Kinds and members of enums are compared; lengths, bounds and formats of a value that is not there yet are checked by whoever runs it (meaning.md, rule 2).
 */
export function typeProblem(from: ValueType, to: ValueType): TypeProblem | undefined {
  return isAssignable(from, to) ? undefined : { found: described(from), expected: described(to) };
}

function isAssignable(from: ValueType, to: ValueType): boolean {
  if (from.type === "unknown" || to.type === "unknown") return true;
  if (to.type === "optional") return isAssignable(from.type === "optional" ? from.of : from, to.of);
  switch (from.type) {
    case "string":
      return to.type === "string" && (to.enum === undefined || from.enum?.every((member) => to.enum?.includes(member)) === true);
    case "integer":
      return to.type === "integer" || to.type === "number";
    case "list":
      return to.type === "list" && isAssignable(from.item, to.item);
    case "object":
      return to.type === "object" && Object.entries(to.fields).every(([name, field]) => isFieldAssignable(from.fields, name, field));
    default:
      return from.type === to.type;
  }
}

function isFieldAssignable(fields: { readonly [name: string]: ValueType }, name: string, to: ValueType): boolean {
  const from = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return from === undefined ? to.type === "optional" : isAssignable(from, to);
}
