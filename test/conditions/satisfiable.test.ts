import fc from "fast-check";
import { expect, it } from "vitest";
import { clausesOf } from "../../compiler/conditions/clauses.ts";
import { isSatisfiable } from "../../compiler/conditions/satisfiable.ts";
import type { Expression } from "../../schema/values/expression.ts";
import type { ValueType } from "../../schema/values/value-type.ts";

const types: Readonly<Record<string, ValueType>> = {
  rows: { type: "integer", minimum: 0, maximum: 3 },
  left: { type: "integer", exclusiveMinimum: -1, exclusiveMaximum: 3 },
  size: { type: "string", enum: ["small", "medium", "large"] },
  dry: { type: "boolean" },
};
const values: Readonly<Record<string, readonly (number | string | boolean)[]>> = {
  rows: [0, 1, 2, 3],
  left: [0, 1, 2],
  size: ["small", "medium", "large"],
  dry: [true, false],
};
const param = (name: string): Expression => ({ op: "param", name });
const literal = (value: number | string | boolean): Expression => ({ op: "literal", value });

const order = fc.constantFrom("eq", "ne", "lt", "lte", "gt", "gte" as const);
const equality = fc.constantFrom("eq", "ne" as const);
const comparison = (
  op: fc.Arbitrary<"eq" | "ne" | "lt" | "lte" | "gt" | "gte">,
  left: fc.Arbitrary<Expression>,
  right: fc.Arbitrary<Expression>,
) => fc.record({ op, left, right, calls: fc.constant([]) });
const number = fc.constantFrom(-1, 0, 0.5, 1, 2, 2.5, 3, 4).map(literal);
const numbers = comparison(order, fc.constantFrom("rows", "left").map(param), number);
const mirrored = comparison(order, number, fc.constantFrom("rows", "left").map(param));
const sizes = comparison(equality, fc.constant(param("size")), fc.constantFrom("small", "medium", "large", "huge").map(literal));
const flag = fc.constant<Expression>({ op: "isTrue", of: param("dry") });
const pairs = comparison(order, fc.constantFrom("rows", "left").map(param), fc.constantFrom("rows", "left").map(param));

function conditions(atom: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  return fc.letrec<{ node: Expression }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      atom,
      tie("node").map((of): Expression => ({ op: "not", of })),
      fc.record({ op: fc.constantFrom("and", "or" as const), left: tie("node"), right: tie("node") }),
    ),
  })).node;
}

/** The plain meaning of a condition, for given values. */
function holds(expression: Expression, given: Readonly<Record<string, unknown>>): unknown {
  switch (expression.op) {
    case "literal":
      return expression.value;
    case "param":
      return given[expression.name];
    case "isTrue":
      return holds(expression.of, given) === true;
    case "not":
      return !holds(expression.of, given);
    case "and":
      return holds(expression.left, given) && holds(expression.right, given);
    case "or":
      return holds(expression.left, given) || holds(expression.right, given);
    case "eq":
      return holds(expression.left, given) === holds(expression.right, given);
    case "ne":
      return holds(expression.left, given) !== holds(expression.right, given);
    case "lt":
      return Number(holds(expression.left, given)) < Number(holds(expression.right, given));
    case "lte":
      return Number(holds(expression.left, given)) <= Number(holds(expression.right, given));
    case "gt":
      return Number(holds(expression.left, given)) > Number(holds(expression.right, given));
    case "gte":
      return Number(holds(expression.left, given)) >= Number(holds(expression.right, given));
    default:
      throw new Error(expression.op);
  }
}

const all = (values["rows"] ?? []).flatMap((rows) =>
  (values["left"] ?? []).flatMap((left) =>
    (values["size"] ?? []).flatMap((size) => (values["dry"] ?? []).map((dry) => ({ rows, left, size, dry }))),
  ),
);

function typeOf(expression: Expression): ValueType {
  return (expression.op === "param" ? types[expression.name] : undefined) ?? { type: "unknown" };
}

function canHold(condition: Expression, negated: boolean): boolean {
  const clauses = clausesOf(condition, negated);
  return clauses === undefined || isSatisfiable(clauses, typeOf);
}

it("knows exactly whether a condition on values and literals can hold, and whether it can fail to", () => {
  fc.assert(
    fc.property(conditions(fc.oneof(numbers, mirrored, sizes, flag)), (condition) => {
      fc.pre(clausesOf(condition) !== undefined && clausesOf(condition, true) !== undefined);
      expect(canHold(condition, false)).toBe(all.some((given) => holds(condition, given)));
      expect(canHold(condition, true)).toBe(all.some((given) => !holds(condition, given)));
    }),
    { numRuns: 2000 },
  );
});

it("never says no where two values are compared and some make it hold", () => {
  fc.assert(
    fc.property(conditions(fc.oneof(pairs, numbers, flag)), (condition) => {
      if (all.some((given) => holds(condition, given))) expect(canHold(condition, false)).toBe(true);
      if (all.some((given) => !holds(condition, given))) expect(canHold(condition, true)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

it("gives up, and says yes, where there are too many alternatives", () => {
  const pair: Expression = { op: "or", left: { op: "isTrue", of: param("a") }, right: { op: "isTrue", of: param("b") } };
  const wide = Array.from({ length: 40 }, () => pair).reduce<Expression>((left, right) => ({ op: "and", left, right }), pair);
  expect(clausesOf(wide)).toBeUndefined();
});

it("says nothing of text by its order, and of what is unknown", () => {
  const text: Expression = { op: "lt", left: param("size"), right: literal("a"), calls: [] };
  expect(canHold(text, false)).toBe(true);
  expect(canHold({ op: "unknown" }, false)).toBe(true);
  expect(canHold({ op: "unknown" }, true)).toBe(true);
});
