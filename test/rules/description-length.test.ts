import { expect, it } from "vitest";
import { descriptionLength } from "../../compiler/rules/names/description-length.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts 4,000 characters", () => {
  expect(find(descriptionLength, oneStep({ description: "x".repeat(4000) }))).toEqual([]);
});

it("reports one more", () => {
  expect(find(descriptionLength, oneStep({}, { description: "x".repeat(4001) }))).toEqual([
    {
      is: "warning check/description-length",
      at: "churn 1.description",
      says: 'The description of flow "churn" has 4001 characters, where at most 4000 are expected.',
      help: "Say it in two sentences and link to the rest.",
    },
  ]);
});
