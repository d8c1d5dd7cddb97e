import { expect, it } from "vitest";
import { parallelismPositive } from "../../compiler/rules/flows/parallelism-positive.ts";
import { flow } from "../../schema/index.ts";
import { find, pinned } from "../support/find.ts";

function atATime(parallelism: number, ofFlow: object = {}) {
  const definition = flow("churn", { owner: "growth-ml", ...ofFlow }, ({ step, forEach }) => {
    forEach("count", [1, 2], { parallelism }, () => step("rows", { image: pinned, command: () => ["rows"] }));
  });
  return { churn: definition };
}

it("accepts one at a time", () => {
  expect(find(parallelismPositive, atATime(1, { parallelism: 1 }))).toEqual([]);
});

it("reports none at a time", () => {
  expect(find(parallelismPositive, atATime(0, { parallelism: -1 }))).toEqual([
    {
      is: "error check/parallelism-positive",
      at: "churn 1.parallelism",
      says: 'Flow "churn" has a parallelism of -1, where a whole number from 1 is expected.',
      help: "Write how many run at once, or leave `parallelism` out.",
    },
    {
      is: "error check/parallelism-positive",
      at: "count 2.parallelism",
      says: 'Loop "count" has a parallelism of 0, where a whole number from 1 is expected.',
      help: "Write how many run at once, or leave `parallelism` out.",
    },
  ]);
});
