import { expect, it } from "vitest";
import { ownerNamed } from "../../compiler/rules/flows/owner-named.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts a team", () => {
  expect(find(ownerNamed, oneStep())).toEqual([]);
});

it("reports an owner of spaces", () => {
  expect(find(ownerNamed, oneStep({}, { owner: "  " }))).toEqual([
    {
      is: "error check/owner-named",
      at: "churn 1.owner",
      says: 'Flow "churn" has an empty owner, where a team or an address is expected.',
      help: 'Write a team or an address, as in `owner: "growth-ml"`.',
    },
  ]);
});
