import { expect, it } from "vitest";
import { cacheWithoutOutputs } from "../../compiler/rules/steps/cache-without-outputs.ts";
import { z } from "../../schema/index.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts a step with an output", () => {
  expect(find(cacheWithoutOutputs, oneStep({ cache: {}, outputs: { rows: z.int() } }))).toEqual([]);
});

it("reports a step without", () => {
  expect(find(cacheWithoutOutputs, oneStep({ cache: { maxAge: "1d" } }))).toEqual([
    {
      is: "warning check/cache-without-outputs",
      at: "fit 1.cache",
      says: 'Step "fit" is cached, but has no outputs.',
      help: "Declare what it makes in `outputs`, or remove `cache`.",
    },
  ]);
});
