import { expect, it } from "vitest";
import { lookAlikeNames } from "../../compiler/rules/names/look-alike-names.ts";
import { churn, find, oneStep, pinned } from "../support/find.ts";

function named(...names: readonly string[]) {
  const definition = churn(({ step }) => {
    for (const name of names) step(name, { image: pinned, command: () => ["fit"] });
  });
  return { churn: definition };
}

it("accepts names that differ by a word", () => {
  expect(find(lookAlikeNames, named("fit-1", "fit-2", "learn", "leam-all"))).toEqual([]);
});

it("leaves names that differ by case or dash to linking", () => {
  expect(find(lookAlikeNames, oneStep({ env: { A_B: "", a_b: "" } }))).toEqual([]);
});

it("reports a one and an el", () => {
  expect(find(lookAlikeNames, named("fit-1", "fit-l"))).toEqual([
    {
      is: "warning check/look-alike-names",
      at: "fit-l 0",
      says: 'The step "fit-l" looks like "fit-1".',
      help: "Rename one of them so that the two differ by a word.",
      related: ["The other is here. fit-1 0"],
    },
  ]);
});

it("reports two letters that look like one", () => {
  expect(find(lookAlikeNames, named("learn", "leam"))).toEqual([
    {
      is: "warning check/look-alike-names",
      at: "leam 0",
      says: 'The step "leam" looks like "learn".',
      help: "Rename one of them so that the two differ by a word.",
      related: ["The other is here. learn 0"],
    },
  ]);
});

it("reports letters of another alphabet", () => {
  expect(find(lookAlikeNames, oneStep({ env: { ROWS: "1", RОWS: "2" } }))).toEqual([
    {
      is: "warning check/look-alike-names",
      at: "fit 1.env.RОWS",
      says: 'The environment variable "RОWS" looks like "ROWS".',
      help: "Rename one of them so that the two differ by a word.",
      related: ["The other is here. fit 1.env.ROWS"],
    },
  ]);
});
