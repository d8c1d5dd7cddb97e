import { expect, it } from "vitest";
import { repeatMax } from "../../compiler/rules/loops/repeat-max.ts";
import { flow, z } from "../../schema/index.ts";
import { find, pinned } from "../support/find.ts";

function rounds(max: number) {
  return {
    churn: flow("churn", { owner: "growth-ml" }, ({ step, repeatUntil }) => {
      repeatUntil("tune", { max, until: (tried) => tried.outputs.good.isTrue }, () =>
        step("try", { image: pinned, outputs: { good: z.boolean() }, command: () => ["try"] }),
      );
    }),
  };
}

it("accepts one round", () => {
  expect(find(repeatMax, rounds(1))).toEqual([]);
});

it("accepts a thousand", () => {
  expect(find(repeatMax, rounds(1000))).toEqual([]);
});

it("reports none", () => {
  expect(find(repeatMax, rounds(0))).toEqual([
    {
      is: "error check/repeat-max",
      at: "tune 1.max",
      says: 'Loop "tune" has at most 0 rounds, where a whole number from 1 to 1000 is expected.',
      help: "Write a `max` that the work can need, and let the body do more a round.",
    },
  ]);
});

it("reports more", () => {
  expect(find(repeatMax, rounds(1001))).toEqual([
    {
      is: "error check/repeat-max",
      at: "tune 1.max",
      says: 'Loop "tune" has at most 1001 rounds, where a whole number from 1 to 1000 is expected.',
      help: "Write a `max` that the work can need, and let the body do more a round.",
    },
  ]);
});
