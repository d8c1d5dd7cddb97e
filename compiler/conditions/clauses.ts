/** Conditions as alternatives of things that hold together, with "not" pushed inwards. */
import type { Comparison, Expression } from "../../schema/values/expression.ts";
import type { Operator } from "./domain.ts";

/** Something that is true or false by itself: a comparison, or a boolean value. */
export interface Atom {
  readonly operator: Operator;
  readonly left: Expression;
  readonly right: Expression;
}

/** Atoms that hold together. */
export type Clause = readonly Atom[];

/** More alternatives than this are not looked at. */
const most = 256;

const opposites: Readonly<Record<Operator, Operator>> = { eq: "ne", ne: "eq", lt: "gte", gte: "lt", gt: "lte", lte: "gt" };
const mirrored: Readonly<Record<Operator, Operator>> = { eq: "eq", ne: "ne", lt: "gt", gt: "lt", lte: "gte", gte: "lte" };

/** The alternatives under which the condition holds (or, with `negated`, does not), or undefined where there are too many. */
export function clausesOf(condition: Expression, negated = false): readonly Clause[] | undefined {
  switch (condition.op) {
    case "literal":
      return (condition.value === true) === negated ? [] : [[]];
    case "not":
      return clausesOf(condition.of, !negated);
    case "isTrue":
      return truth(condition.of, negated);
    case "and":
    case "or": {
      const [left, right] = [clausesOf(condition.left, negated), clausesOf(condition.right, negated)];
      if (left === undefined || right === undefined) return undefined;
      return (condition.op === "and") === negated ? bounded([...left, ...right]) : both(left, right);
    }
    case "eq":
    case "ne":
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return [[ordered(negated ? opposites[condition.op] : condition.op, condition.left, condition.right)]];
    default:
      return truth(condition, negated);
  }
}

/** The alternatives in which one of each side holds. */
export function both(left: readonly Clause[], right: readonly Clause[]): readonly Clause[] | undefined {
  return left.length * right.length > most ? undefined : left.flatMap((one) => right.map((other) => [...one, ...other]));
}

function bounded(clauses: readonly Clause[]): readonly Clause[] | undefined {
  return clauses.length > most ? undefined : clauses;
}

function truth(of: Expression, negated: boolean): readonly Clause[] {
  return [[{ operator: "eq", left: of, right: { op: "literal", value: !negated } }]];
}

/** A comparison with its literal, if any, on the right. */
function ordered(operator: Comparison, left: Expression, right: Expression): Atom {
  return left.op === "literal" && right.op !== "literal"
    ? { operator: mirrored[operator], left: right, right: left }
    : { operator, left, right };
}
