/**
 * Trains the text classifier and writes `model/diagnosis.onnx` with its card
 *
 * Deterministic: the same logs and templates give the same bytes. Real logs are read from the folder that is named (default: `../shared/logs/dev` beside the
 * repository); without them the model knows the templates only, and its card says so.
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { failureClasses } from "../classes.ts";
import { featuresVersion } from "../model/features.ts";
import { rulebookOf } from "../text/rulebook.ts";
import { calibrationOf } from "./calibrate.ts";
import { crossValidate, exampleOf, fitOptions } from "./cross-validate.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { fitModel } from "./fit-model.ts";
import { buried, realSamples } from "./samples.ts";
import { syntheticExamples } from "./synthetic.ts";
import { onnxOf } from "./write-onnx.ts";

const root = path.resolve(import.meta.dirname, "../..");
const folder = path.resolve(process.argv[2] ?? path.join(root, "../shared/logs/dev"));
const modelFolder = path.join(root, "remediation/model");

const real = realSamples(folder);
const rulebook = rulebookOf();
const synthetic = syntheticExamples();
const validation = real.length === 0 ? undefined : await crossValidate(real, synthetic, rulebook);
const model = fitModel(
  [...synthetic, ...real.flatMap((sample, index) => [exampleOf(sample, 1), exampleOf(buried(sample, 1000 + index), 0.5)])],
  fitOptions,
);
const bytes = onnxOf(model, { classes: failureClasses.join(","), featuresVersion: String(featuresVersion) });
const sha256 = createHash("sha256").update(bytes).digest("hex");
const card = {
  formatVersion: 1,
  version: `${featuresVersion}-${sha256.slice(0, 8)}`,
  featuresVersion,
  classes: failureClasses,
  sha256,
  calibration: validation?.calibration ?? calibrationOf([]),
  trainedWith: { realLogs: real.length, examples: synthetic.length + real.length * 2, ...fitOptions },
  crossValidation:
    validation === undefined ? null : { alone: rounded(figuresOf(validation.alone)), inNoise: rounded(figuresOf(validation.inNoise)) },
};
fs.writeFileSync(path.join(modelFolder, "diagnosis.onnx"), bytes);
fs.writeFileSync(path.join(modelFolder, "diagnosis.json"), `${JSON.stringify(card, null, 2)}\n`);
process.stdout.write(`${JSON.stringify({ bytes: bytes.length, ...card.trainedWith, ...card.crossValidation }, null, 2)}\n`);

function rounded(figures: Figures): unknown {
  return JSON.parse(JSON.stringify(figures), (_, held: unknown) => (typeof held === "number" ? Math.round(held * 1000) / 1000 : held));
}
