import { expect, it } from "vitest";
import { conditionAlwaysHolds } from "../../compiler/rules/branches/condition-always-holds.ts";
import { type Builder, type Condition, flow, z } from "../../schema/index.ts";
import { find, pinned } from "../support/find.ts";

function deciding(condition: (params: Params) => Condition, otherwise = false) {
  return {
    churn: flow("churn", { owner: "growth-ml", params: { auc, rows, size, dry } }, ({ params, step, when }) => {
      const taken = when(condition(params), () => step("publish", { image: pinned, command: () => ["publish"] }));
      if (otherwise) taken.otherwise(() => step("keep", { image: pinned, command: () => ["keep"] }));
    }),
  };
}

const auc = z.number().min(0).max(1);
const rows = z.int().min(0);
const size = z.enum(["small", "large"]);
const dry = z.boolean();
type Params = Builder<{ auc: number; rows: number; size: "small" | "large"; dry: boolean }>["params"];

it("accepts a condition that may not hold", () => {
  expect(
    find(
      conditionAlwaysHolds,
      deciding((params) => params.auc.gt(0)),
    ),
  ).toEqual([]);
});

it("leaves a branch with otherwise to the rule about unreachable bodies", () => {
  expect(
    find(
      conditionAlwaysHolds,
      deciding((params) => params.auc.gte(0), true),
    ),
  ).toEqual([]);
});

it("reports a lone when that every value takes", () => {
  expect(
    find(
      conditionAlwaysHolds,
      deciding((params) => params.auc.gte(0)),
    ),
  ).toEqual([
    {
      is: "warning check/condition-always-holds",
      at: "branch 0",
      says: 'A `when` in flow "churn" is always taken: every value makes its condition hold.',
      help: "Correct the condition, or write the steps without the branch.",
    },
  ]);
});

it("reports a match with a single member", () => {
  expect(
    find(conditionAlwaysHolds, {
      churn: flow("churn", { owner: "growth-ml", params: { only: z.enum(["small"]) } }, ({ params, step, match }) => {
        match(params.only, { small: () => step("fit", { image: pinned, command: () => ["fit"] }) });
      }),
    }),
  ).toEqual([
    {
      is: "warning check/condition-always-holds",
      at: "branch 0",
      says: 'A `match` in flow "churn" is always taken: "small" is the only member of the enum.',
      help: "Correct the condition, or write the steps without the branch.",
    },
  ]);
});
