import { expect, it } from "vitest";
import { numberPrecision } from "../../compiler/rules/steps/number-precision.ts";
import { z } from "../../schema/index.ts";
import { churn, find, oneStep, pinned } from "../support/find.ts";

it("accepts the largest whole number that JavaScript holds", () => {
  expect(find(numberPrecision, oneStep({ inputs: { account: Number.MAX_SAFE_INTEGER, share: 1e300 / 3, large: 1e20 } }))).toEqual([]);
});

it("reports the next one, as an input and as a default", () => {
  expect(
    find(numberPrecision, {
      churn: churn((build) => build.step("fit", { image: pinned, inputs: { account: 2 ** 53 }, command: () => ["fit"] }), {
        params: { limit: z.number().default(2 ** 60) },
      }),
    }),
  ).toEqual([
    {
      is: "error check/number-precision",
      at: "churn 1.params.limit",
      says: 'The default of parameter "limit" of flow "churn" has the number 1152921504606847000, where at most 9007199254740991 in size is expected.',
      help: "Write it as text in quotes, and let the program read it.",
    },
    {
      is: "error check/number-precision",
      at: "fit 1",
      says: '"fit" has the number 9007199254740992, where at most 9007199254740991 in size is expected.',
      help: "Write it as text in quotes, and let the program read it.",
    },
  ]);
});
