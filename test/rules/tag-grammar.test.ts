import { expect, it } from "vitest";
import { tagGrammar } from "../../compiler/rules/flows/tag-grammar.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts the longest tag", () => {
  expect(find(tagGrammar, oneStep({}, { tags: ["nightly", "a".repeat(63), "v1.2_x-y"] }))).toEqual([]);
});

it("reports what would mean something in a selection", () => {
  expect(find(tagGrammar, oneStep({}, { tags: ["nightly", "a,b", "+x"] }))).toEqual([
    {
      is: "error check/tag-grammar",
      at: "churn 1.tags.1",
      says: 'Flow "churn" has the tag "a,b", where at most 63 small letters, digits, ".", "_" and "-" are expected.',
      help: 'Write a word such as "nightly" or "gpu-heavy".',
    },
    {
      is: "error check/tag-grammar",
      at: "churn 1.tags.2",
      says: 'Flow "churn" has the tag "+x", where at most 63 small letters, digits, ".", "_" and "-" are expected.',
      help: 'Write a word such as "nightly" or "gpu-heavy".',
    },
  ]);
});
