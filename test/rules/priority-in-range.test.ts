import { expect, it } from "vitest";
import { priorityInRange } from "../../compiler/rules/flows/priority-in-range.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts the largest whole number of 32 bits", () => {
  expect(find(priorityInRange, oneStep({}, { priority: 2_147_483_647 }))).toEqual([]);
});

it("reports one more", () => {
  expect(find(priorityInRange, oneStep({}, { priority: 2_147_483_648 }))).toEqual([
    {
      is: "error check/priority-in-range",
      at: "churn 1.priority",
      says: 'Flow "churn" has the priority 2147483648, where a whole number from -2147483647 to 2147483647 is expected.',
      help: "Write a small whole number; only the order between flows counts.",
    },
  ]);
});
