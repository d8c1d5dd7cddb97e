import { expect, it } from "vitest";
import { scriptSize } from "../../compiler/rules/steps/script-size.ts";
import { churn, find, pinned } from "../support/find.ts";

it("accepts a script of 100 KiB", () => {
  expect(
    find(scriptSize, { churn: churn((build) => build.script("fit", { image: pinned, language: "bash", source: "#".repeat(102_400) })) }),
  ).toEqual([]);
});

it("reports one byte more", () => {
  expect(
    find(scriptSize, { churn: churn((build) => build.script("fit", { image: pinned, language: "bash", source: "#".repeat(102_401) })) }),
  ).toEqual([
    {
      is: "error check/script-size",
      at: "fit 1.source",
      says: 'The script of step "fit" has 102401 bytes, where at most 102400 fit.',
      help: "Put the program into the image and call it with `step`.",
    },
  ]);
});
