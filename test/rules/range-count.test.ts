import { expect, it } from "vitest";
import { rangeCount } from "../../compiler/rules/loops/range-count.ts";
import { churn, find, pinned } from "../support/find.ts";

function ranging(count: number) {
  return {
    churn: churn(({ step, forEach, range }) => {
      forEach("count", range(count), () => step("rows", { image: pinned, command: () => ["rows"] }));
    }),
  };
}

it("accepts none", () => {
  expect(find(rangeCount, ranging(0))).toEqual([]);
});

it("reports fewer than none", () => {
  expect(find(rangeCount, ranging(-1))).toEqual([
    {
      is: "error check/range-count",
      at: "count 1",
      says: 'Loop "count" runs over a range of -1, where a whole number from 0 is expected.',
      help: "Write how many times the body runs.",
    },
  ]);
});
