import { expect, it } from "vitest";
import { wordSize } from "../../compiler/rules/steps/word-size.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts the longest word that Linux takes", () => {
  expect(find(wordSize, oneStep({ command: () => ["fit", "x".repeat(131_071)] }))).toEqual([]);
});

it("reports one byte more, counted in UTF-8", () => {
  expect(find(wordSize, oneStep({ command: () => ["fit", `${"x".repeat(131_070)}é`] }))).toEqual([
    {
      is: "error check/word-size",
      at: "fit 1.command.1",
      says: 'Step "fit" has word 2 of its command of 131072 bytes, where at most 131071 fit.',
      help: "Put the data into a file of the image, a config map, or an artifact of an earlier step.",
    },
  ]);
});

it("reports a variable that is too long", () => {
  expect(find(wordSize, oneStep({ env: { ROWS: "x".repeat(131_072) } }))).toEqual([
    {
      is: "error check/word-size",
      at: "fit 1.env.ROWS",
      says: 'Step "fit" has an environment variable "ROWS" of 131072 bytes, where at most 131071 fit.',
      help: "Put the data into a file of the image, a config map, or an artifact of an earlier step.",
    },
  ]);
});

it("reports words that are too many together", () => {
  expect(find(wordSize, oneStep({ command: () => ["fit", ...Array.from({ length: 10 }, () => "x".repeat(100_000))] }))).toEqual([
    {
      is: "error check/word-size",
      at: "fit 1",
      says: 'Step "fit" has a command and environment of 1000003 bytes, where at most 1000000 fit.',
      help: "Put the data into a file of the image, a config map, or an artifact of an earlier step.",
    },
  ]);
});
