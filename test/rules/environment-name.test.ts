import { expect, it } from "vitest";
import { environmentName } from "../../compiler/rules/steps/environment-name.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts letters, digits and underscores", () => {
  expect(find(environmentName, oneStep({ env: { _A1: "x", b: "y" } }))).toEqual([]);
});

it("reports other characters and a digit at the start, and says what to write", () => {
  expect(find(environmentName, oneStep({ env: { "log-level": "x", "2nd": "y", "": "z" } }))).toEqual([
    {
      is: "error check/environment-name",
      at: "fit 1.env.log-level",
      says: 'Step "fit" has an environment variable "log-level", where letters, digits and "_", beginning with no digit, are expected.',
      help: "Write `log_level`.",
    },
    {
      is: "error check/environment-name",
      at: "fit 1.env.2nd",
      says: 'Step "fit" has an environment variable "2nd", where letters, digits and "_", beginning with no digit, are expected.',
      help: "Write `_2nd`.",
    },
    {
      is: "error check/environment-name",
      at: "fit 1.env.",
      says: 'Step "fit" has an environment variable "", where letters, digits and "_", beginning with no digit, are expected.',
      help: "Give it a name such as `LOG_LEVEL`.",
    },
  ]);
});
