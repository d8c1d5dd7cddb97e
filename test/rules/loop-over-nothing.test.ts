import { expect, it } from "vitest";
import { loopOverNothing } from "../../compiler/rules/loops/loop-over-nothing.ts";
import { churn, find, pinned } from "../support/find.ts";

function looping(items: readonly number[]) {
  return {
    churn: churn(({ step, forEach }) => {
      forEach("count", items, () => step("rows", { image: pinned, command: () => ["rows"] }));
    }),
  };
}

function ranging(count: number) {
  return {
    churn: churn(({ step, forEach, range }) => {
      forEach("count", range(count), () => step("rows", { image: pinned, command: () => ["rows"] }));
    }),
  };
}

it("accepts a list of one item", () => {
  expect(find(loopOverNothing, looping([1]))).toEqual([]);
});

it("accepts a range of one", () => {
  expect(find(loopOverNothing, ranging(1))).toEqual([]);
});

it("reports an empty list", () => {
  expect(find(loopOverNothing, looping([]))).toEqual([
    {
      is: "warning check/loop-over-nothing",
      at: "count 1",
      says: 'Loop "count" runs over a list that is always empty.',
      help: "Add an item, or remove the loop. If the list comes from `config()`, look at the file.",
    },
  ]);
});

it("reports a range of none", () => {
  expect(find(loopOverNothing, ranging(0))).toEqual([
    {
      is: "warning check/loop-over-nothing",
      at: "count 1",
      says: 'Loop "count" runs over a list that is always empty.',
      help: "Add an item, or remove the loop. If the list comes from `config()`, look at the file.",
    },
  ]);
});
