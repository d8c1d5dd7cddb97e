/** Comparisons: which types may be compared, and how. */
import { described } from "../../schema/values/described.ts";
import type { Comparison, Expression } from "../../schema/values/expression.ts";
import type { StringType, ValueType } from "../../schema/values/value-type.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { definitionId } from "../program.ts";
import { capital, say } from "./say.ts";
import type { Use } from "./use.ts";
import { compareTypes, unknownMember } from "./value-diagnostics.ts";

interface Compared {
  readonly op: Comparison;
  readonly left: Expression;
  readonly right: Expression;
}

/** The diagnostic of a comparison that means nothing, or undefined. */
export function comparisonProblem(compared: Compared, left: ValueType, right: ValueType, use: Use): Diagnostic | undefined {
  const isOrder = compared.op !== "eq" && compared.op !== "ne";
  if (isOrder ? !isNumber(left) || !isNumber(right) : !isAlike(left, right)) return unlike(compared, left, right, isOrder, use);
  return memberProblem(left, compared.left, compared.right, use) ?? memberProblem(right, compared.right, compared.left, use);
}

function unlike({ left, right }: Compared, leftType: ValueType, rightType: ValueType, isOrder: boolean, use: Use): Diagnostic {
  return compareTypes.at(
    use.anchor,
    {
      left: capital(say(left, use.flow)),
      leftType: described(leftType),
      right: say(right, use.flow),
      rightType: described(rightType),
    },
    {
      definition: definitionId(use.flow),
      help: comparisonHelp(right, leftType, isOrder),
    },
  );
}

function comparisonHelp(right: Expression, leftType: ValueType, isOrder: boolean): string {
  const written = right.op === "literal" ? right.value : undefined;
  if (isNumber(leftType) && typeof written === "string" && /^-?\d+(\.\d+)?$/.test(written))
    return `Write the number without quotes: ${written}.`;
  if (isOrder) return "Order is between numbers. Compare other values with eq() or ne().";
  return `Compare with ${described(leftType)}, or declare the value with another type.`;
}

function isNumber({ type }: ValueType): boolean {
  return type === "number" || type === "integer";
}

function isAlike(left: ValueType, right: ValueType): boolean {
  if (left.type === "unknown" || right.type === "unknown" || (isNumber(left) && isNumber(right))) return true;
  if (left.type === "list" && right.type === "list") return isAlike(left.item, right.item);
  return left.type === right.type;
}

function memberProblem(type: ValueType, of: Expression, literal: Expression, use: Use): Diagnostic | undefined {
  if (type.type !== "string" || type.enum === undefined || literal.op !== "literal") return undefined;
  return typeof literal.value === "string" ? unknownMemberOf(type, of, literal.value, use) : undefined;
}

function unknownMemberOf({ enum: members = [] }: StringType, of: Expression, member: string, use: Use): Diagnostic | undefined {
  if (members.includes(member)) return undefined;
  const help = didYouMean(member, members);
  return unknownMember.at(
    use.anchor,
    { what: capital(say(of, use.flow)), member },
    { definition: definitionId(use.flow), ...(help !== undefined && { help }) },
  );
}
