import { expect, it } from "vitest";
import { hiddenCharacter } from "../../compiler/rules/names/hidden-character.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts line breaks and joined emoji in a description", () => {
  expect(find(hiddenCharacter, oneStep({ description: "Fits\n\tthe model 👩\u200d🔬" }, { owner: "åsa@acme.com" }))).toEqual([]);
});

it("reports a zero-width character in a name", () => {
  expect(find(hiddenCharacter, oneStep({}, { owner: "growth\u200b-ml" }))).toEqual([
    {
      is: "error check/hidden-character",
      at: "churn 1.owner",
      says: 'The owner of flow "churn" holds the hidden character "\\u200b".',
      help: "Remove it; it often comes along when text is copied from a web page.",
    },
  ]);
});

it("reports a text that runs backwards, in a description", () => {
  expect(find(hiddenCharacter, oneStep({ description: "fit \u202etsniaga" }))).toEqual([
    {
      is: "error check/hidden-character",
      at: "fit 1.description",
      says: 'The description of step "fit" holds the hidden character "\\u202e".',
      help: "Remove it; it often comes along when text is copied from a web page.",
    },
  ]);
});

it("reports what would move the cursor of a terminal", () => {
  expect(find(hiddenCharacter, oneStep({}, { description: "fit\u001b[2J" }))).toEqual([
    {
      is: "error check/hidden-character",
      at: "churn 1.description",
      says: 'The description of flow "churn" holds the hidden character "\\x1b".',
      help: "Remove it; it often comes along when text is copied from a web page.",
    },
  ]);
});
