/** Judges every real log by a model that has seen no log of the same thread: alone, and buried in lines of other programs. */
import { type FailureClass, failureClasses } from "../classes.ts";
import type { ModelCard } from "../model/classifier.ts";
import { type Features, featuresOf } from "../model/features.ts";
import { diagnose } from "../phases/2-diagnose.ts";
import type { Rulebook } from "../text/rulebook.ts";
import type { Verdict } from "../verdict.ts";
import { cellOf } from "../weigh/cells.ts";
import { rankCauses } from "../weigh/rank-causes.ts";
import { type CellOutcome, calibrationOf } from "./calibrate.ts";
import { classifierOf } from "./classifier-of.ts";
import { type Example, fitModel, type LinearModel } from "./fit-model.ts";
import { buried, type Sample } from "./samples.ts";

export const fitOptions = { epochs: 25, rate: 0.3, seed: 1 };

/** How much a sample weighs: what was seen for real most. */
export function exampleOf(sample: Sample, weight: number): Example {
  return { features: featuresOf(sample.lines), target: failureClasses.indexOf(sample.class), weight };
}

export interface Judged {
  readonly sample: Sample;
  readonly verdict: Verdict;
}

export interface CrossValidation {
  readonly calibration: ModelCard["calibration"];
  readonly alone: readonly Judged[];
  readonly inNoise: readonly Judged[];
}

export async function crossValidate(
  real: readonly Sample[],
  synthetic: readonly Example[],
  rulebook: Rulebook,
  {
    folds = 5,
    bury = (sample, index) => buried(sample, 50_000 + index),
  }: { readonly folds?: number; readonly bury?: (sample: Sample, index: number) => Sample } = {},
): Promise<CrossValidation> {
  const sources = [...new Set(real.map(({ source }) => source))].sort();
  const foldOf = new Map(sources.map((source, index) => [source, index % folds]));
  const examples = real.map((sample, index) => [exampleOf(sample, 1), exampleOf(buried(sample, 1000 + index), 0.5)]);
  const models: LinearModel[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const known = real.flatMap((sample, index) => (foldOf.get(sample.source) === fold ? [] : (examples[index] ?? [])));
    models.push(fitModel([...synthetic, ...known], fitOptions));
  }
  const modelOf = (sample: Sample): LinearModel => models[foldOf.get(sample.source) ?? 0] as LinearModel;
  const noisy = real.map(bury);
  const outcomes: CellOutcome[] = [];
  for (const sample of [...real, ...noisy]) outcomes.push(...(await outcomesOf(sample, modelOf(sample), rulebook)));
  const calibration = calibrationOf(outcomes);
  const judgeAll = async (samples: readonly Sample[]): Promise<readonly Judged[]> => {
    const judged: Judged[] = [];
    for (const sample of samples) judged.push(await judge(sample, modelOf(sample), calibration, rulebook));
    return judged;
  };
  return { calibration, alone: await judgeAll(real), inNoise: await judgeAll(noisy) };
}

async function outcomesOf(sample: Sample, model: LinearModel, rulebook: Rulebook): Promise<readonly CellOutcome[]> {
  const [cause] = rankCauses(rulebook.hits(sample.lines));
  const features: Features = featuresOf(sample.lines);
  const chances = await classifierOf(model).classify(features);
  const favourite = [...chances].reduce((best, one) => (one[1] > best[1] ? one : best));
  const cell = cellOf(cause, favourite, cause === undefined ? 0 : (chances.get(cause.class) ?? 0));
  const named: FailureClass = cell.startsWith("0/") || cause === undefined ? favourite[0] : cause.class;
  const ruled = cause?.class ?? "benign";
  return [
    { cell, right: named === sample.class },
    { cell: cause === undefined ? "quiet" : `${cause.strength}/alone`, right: ruled === sample.class },
  ];
}

async function judge(sample: Sample, model: LinearModel, calibration: ModelCard["calibration"], rulebook: Rulebook): Promise<Judged> {
  const card: ModelCard = {
    formatVersion: 1,
    version: "in training",
    featuresVersion: 0,
    classes: failureClasses,
    sha256: "",
    calibration,
  };
  const digest = { lines: sample.lines, count: sample.lines.length, bytes: 0 };
  return { sample, verdict: await diagnose({ input: "log", subject: null, digest }, { rulebook, card, classifier: classifierOf(model) }) };
}
