import { expect, it } from "vitest";
import { untilConstant } from "../../compiler/rules/loops/until-constant.ts";
import { type Condition, flow, type Value, z } from "../../schema/index.ts";
import { find, pinned } from "../support/find.ts";

function tuning(until: (auc: Value<number>) => Condition) {
  return {
    churn: flow("churn", { owner: "growth-ml" }, ({ step, repeatUntil }) => {
      repeatUntil("tune", { max: 5, until: (tried) => until(tried.outputs.auc) }, () =>
        step("try", { image: pinned, outputs: { auc: z.number().max(1) }, command: () => ["try"] }),
      );
    }),
  };
}

it("accepts a condition that can hold and can fail to", () => {
  expect(
    find(
      untilConstant,
      tuning((auc) => auc.gte(0.9)),
    ),
  ).toEqual([]);
});

it("reports one that never holds", () => {
  expect(
    find(
      untilConstant,
      tuning((auc) => auc.gt(1)),
    ),
  ).toEqual([
    {
      is: "warning check/until-constant",
      at: "tune 1.until",
      says: 'The `until` of loop "tune" never holds.',
      help: "Correct the condition.",
    },
  ]);
});

it("reports one that always holds", () => {
  expect(
    find(
      untilConstant,
      tuning((auc) => auc.lte(1)),
    ),
  ).toEqual([
    {
      is: "warning check/until-constant",
      at: "tune 1.until",
      says: 'The `until` of loop "tune" always holds.',
      help: "Correct the condition.",
    },
  ]);
});
