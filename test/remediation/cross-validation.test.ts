/** How good the verdicts are on real logs, by models that have not seen their threads. The logs are no part of the repository: where they are missing, this is skipped. */
import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { modelCard } from "../../remediation/model/classifier.ts";
import { featuresVersion } from "../../remediation/model/features.ts";
import { rulebookOf } from "../../remediation/text/rulebook.ts";
import { crossValidate } from "../../remediation/training/cross-validate.ts";
import { figuresOf } from "../../remediation/training/figures.ts";
import { realSamples } from "../../remediation/training/samples.ts";
import { syntheticExamples } from "../../remediation/training/synthetic.ts";

const folder = path.resolve(import.meta.dirname, "../../../shared/logs/dev");
const isThere = fs.existsSync(folder);

it.runIf(isThere)("is right on real logs, alone and in noise, as often as it claims", { timeout: 300_000 }, async () => {
  const { alone, inNoise } = await crossValidate(realSamples(folder), syntheticExamples(), rulebookOf(), { folds: 4 });
  const [quiet, noisy] = [figuresOf(alone), figuresOf(inNoise)];
  expect(quiet.macroF1).toBeGreaterThanOrEqual(0.9);
  expect(noisy.macroF1).toBeGreaterThanOrEqual(0.85);
  for (const figures of [quiet, noisy]) {
    expect(figures.precisionOfProposals).toBeGreaterThanOrEqual(0.95);
    expect(figures.recallOfFixable).toBeGreaterThanOrEqual(0.55);
    expect(figures.unsafe).toBe(0);
    for (const { logs, stated, right } of figures.reliability) if (logs >= 20) expect(right).toBeGreaterThan(stated - 0.1);
  }
});

it.skipIf(isThere)("is not measured here, because ../shared/logs/dev is missing", () => {
  expect(isThere).toBe(false);
});

it("has a card that belongs to this code", () => {
  const card = modelCard();
  expect(card.featuresVersion).toBe(featuresVersion);
  expect(Object.values(card.calibration).every((confidence) => confidence >= 0 && confidence <= 1)).toBe(true);
});
