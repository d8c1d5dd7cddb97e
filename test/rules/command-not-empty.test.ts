import { expect, it } from "vitest";
import { commandNotEmpty } from "../../compiler/rules/steps/command-not-empty.ts";
import { churn, find, oneStep, pinned } from "../support/find.ts";

it("accepts one word", () => {
  expect(find(commandNotEmpty, oneStep({ command: () => ["fit"] }))).toEqual([]);
});

it("reports a command without words", () => {
  expect(find(commandNotEmpty, oneStep({ command: () => [] }))).toEqual([
    {
      is: "error check/command-not-empty",
      at: "fit 1.command",
      says: 'Step "fit" has an empty command, where a program is expected.',
      help: 'Write the program and its arguments, as in `command: () => ["python", "-m", "churn.fit"]`.',
    },
  ]);
});

it("reports a first word without letters", () => {
  expect(find(commandNotEmpty, oneStep({ command: () => [" ", "fit"] }))).toEqual([
    {
      is: "error check/command-not-empty",
      at: "fit 1.command.0",
      says: 'Step "fit" has an empty first word, where a program is expected.',
      help: 'Write the program and its arguments, as in `command: () => ["python", "-m", "churn.fit"]`.',
    },
  ]);
});

it("reports a script without text", () => {
  expect(
    find(commandNotEmpty, { churn: churn((build) => build.script("fit", { image: pinned, language: "bash", source: "\n" })) }),
  ).toEqual([
    {
      is: "error check/command-not-empty",
      at: "fit 1.source",
      says: 'Step "fit" has an empty script, where a program is expected.',
      help: "Write the program in `source`, or name a file that holds it.",
    },
  ]);
});
