import { expect, it } from "vitest";
import { loopWidth } from "../../compiler/rules/loops/loop-width.ts";
import { churn, find, pinned } from "../support/find.ts";

function nested(outer: number, inner: number) {
  return {
    churn: churn(({ step, forEach, range }) => {
      forEach("outer", range(outer), () => forEach("inner", range(inner), () => step("rows", { image: pinned, command: () => ["rows"] })));
    }),
  };
}

it("accepts ten thousand times", () => {
  expect(find(loopWidth, nested(100, 100))).toEqual([]);
});

it("reports more, at the loop that makes it so", () => {
  expect(find(loopWidth, nested(101, 100))).toEqual([
    {
      is: "warning check/loop-width",
      at: "inner 1",
      says: 'Loop "inner" runs its body 10100 times, where at most 10000 are expected.',
      help: "Give each item more work, such as a hundred files at a time.",
    },
  ]);
});

it("reports a loop once that is too wide by itself", () => {
  expect(find(loopWidth, nested(10_001, 2))).toEqual([
    {
      is: "warning check/loop-width",
      at: "outer 1",
      says: 'Loop "outer" runs its body 10001 times, where at most 10000 are expected.',
      help: "Give each item more work, such as a hundred files at a time.",
    },
  ]);
});
