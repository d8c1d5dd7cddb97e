import { expect, it } from "vitest";
import { noNullCharacter } from "../../compiler/rules/steps/no-null-character.ts";
import { churn, find, oneStep, pinned } from "../support/find.ts";

it("accepts other control characters, which programs can be given", () => {
  expect(find(noNullCharacter, oneStep({ command: () => ["split", "\u001f"], env: { SEPARATOR: "\t" } }))).toEqual([]);
});

it("reports a null character in a word and in a variable", () => {
  expect(find(noNullCharacter, oneStep({ command: () => ["split", "\u0000"], env: { SEPARATOR: "a\u0000b" } }))).toEqual([
    {
      is: "error check/no-null-character",
      at: "fit 1.command.1",
      says: 'Step "fit" has a null character in word 2 of its command.',
      help: "Write the text without it; hand binary data over as a file or in base64.",
    },
    {
      is: "error check/no-null-character",
      at: "fit 1.env.SEPARATOR",
      says: 'Step "fit" has a null character in the environment variable "SEPARATOR".',
      help: "Write the text without it; hand binary data over as a file or in base64.",
    },
  ]);
});

it("reports one in a script", () => {
  expect(
    find(noNullCharacter, { churn: churn((build) => build.script("fit", { image: pinned, language: "bash", source: "echo \u0000" })) }),
  ).toEqual([
    {
      is: "error check/no-null-character",
      at: "fit 1.source",
      says: 'Step "fit" has a null character in its script.',
      help: "Write the text without it; hand binary data over as a file or in base64.",
    },
  ]);
});
