import type { Expression } from "../../schema/values/expression.ts";
import type { ValueType } from "../../schema/values/value-type.ts";
import type { Atom, Clause } from "./clauses.ts";
import { type Domain, domainOf, isEmpty, narrowed, type Operator } from "./domain.ts";

/**
 * Whether some values of their types make all atoms of one of the clauses hold
 *
 * Says no only where that is certain: values of two subjects are taken to be independent, text has no order, and what is compared is told apart by how it is written.
 */
export function isSatisfiable(clauses: readonly Clause[], typeOf: (expression: Expression) => ValueType): boolean {
  return clauses.some((clause) => canHold(clause, typeOf));
}

function canHold(clause: Clause, typeOf: (expression: Expression) => ValueType): boolean {
  const domains = new Map<string, Domain>();
  const pairs = new Map<string, ReadonlySet<Order>>();
  for (const { operator, left, right } of clause) {
    if (left.op === "unknown" || right.op === "unknown") continue;
    if (left.op === "literal" && right.op === "literal") {
      if (holds(operator, left.value, right.value) === false) return false;
    } else if (right.op === "literal") {
      const subject = written(left);
      const domain = domains.get(subject) ?? domainOf(typeOf(left));
      if (domain === undefined) continue;
      const rest = narrowed(domain, operator, right.value);
      if (isEmpty(rest)) return false;
      domains.set(subject, rest);
    } else if (!narrowPair(pairs, { operator, left, right })) return false;
  }
  return true;
}

/** How the left side of a pair lies to the right: an order is left over as long as it can be so. */
type Order = "less" | "same" | "more";
const ordersOf: Readonly<Record<Operator, readonly Order[]>> = {
  eq: ["same"],
  ne: ["less", "more"],
  lt: ["less"],
  lte: ["less", "same"],
  gt: ["more"],
  gte: ["same", "more"],
};
const turned: Readonly<Record<Order, Order>> = { less: "more", same: "same", more: "less" };

function narrowPair(pairs: Map<string, ReadonlySet<Order>>, { operator, left, right }: Atom): boolean {
  const [one, other] = [written(left), written(right)];
  if (one === other) return ordersOf[operator].includes("same");
  const swapped = one > other;
  const key = swapped ? `${other}\n${one}` : `${one}\n${other}`;
  const allowed = ordersOf[operator].map((order) => (swapped ? turned[order] : order));
  const before = pairs.get(key) ?? new Set<Order>(["less", "same", "more"]);
  const rest = new Set(allowed.filter((order) => before.has(order)));
  pairs.set(key, rest);
  return rest.size > 0;
}

function holds(operator: Operator, left: unknown, right: unknown): boolean | undefined {
  if (operator === "eq") return left === right;
  if (operator === "ne") return left !== right;
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  return operator === "lt" ? left < right : operator === "lte" ? left <= right : operator === "gt" ? left > right : left >= right;
}

/** A value as text, without the places where it was written. */
function written(expression: Expression): string {
  return JSON.stringify(expression, (key: string, value: unknown) => (key === "calls" ? undefined : value));
}
