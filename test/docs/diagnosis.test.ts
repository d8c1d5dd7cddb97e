/** The figures in docs/diagnosis.md are those that the training measured. */
import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const text = fs.readFileSync(path.join(root, "docs/diagnosis.md"), "utf8");

interface Measured {
  readonly accuracy: number;
  readonly macroF1: number;
  readonly precisionOfProposals: number;
  readonly recallOfFixable: number;
  readonly unsafe: number;
}

it("says what was measured", () => {
  const card = JSON.parse(fs.readFileSync(path.join(root, "remediation/model/diagnosis.json"), "utf8")) as {
    readonly crossValidation: { readonly alone: Measured; readonly inNoise: Measured };
  };
  const { alone, inNoise } = card.crossValidation;
  const row = (name: string): string | undefined => new RegExp(`^\\| ${name} +\\|(.*)\\|$`, "m").exec(text)?.[1]?.replaceAll(" ", "");
  expect(row("accuracy of the class")).toBe(`${alone.accuracy.toFixed(2)}|${inNoise.accuracy.toFixed(2)}`);
  expect(row("macro-F1 over 37 classes")).toBe(`${alone.macroF1.toFixed(2)}|${inNoise.macroF1.toFixed(2)}`);
  expect(row("precision of proposals")).toBe(`${alone.precisionOfProposals.toFixed(2)}|${inNoise.precisionOfProposals.toFixed(2)}`);
  expect(row("recall of what a setting can fix")).toBe(`${alone.recallOfFixable.toFixed(2)}|${inNoise.recallOfFixable.toFixed(2)}`);
  expect(row("proposals where no setting helps")).toBe(`${alone.unsafe}|${inNoise.unsafe}`);
});
