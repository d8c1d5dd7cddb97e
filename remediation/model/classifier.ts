/** The classifier that was trained and committed, run by onnxruntime-node where that is installed */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type FailureClass, failureClasses } from "../classes.ts";
import { type Features, featuresVersion } from "./features.ts";

/** What the training wrote beside the model. */
export interface ModelCard {
  readonly formatVersion: 1;
  readonly version: string;
  readonly featuresVersion: number;
  readonly classes: readonly string[];
  readonly sha256: string;
  /** How often the rules' first cause was right, by its strength and by what the model thought of it; measured on logs that neither was trained with. */
  readonly calibration: { readonly [cell: string]: number };
}

export interface Classifier {
  readonly version: string;
  /** The chance of each class. */
  readonly classify: (features: Features) => Promise<ReadonlyMap<FailureClass, number>>;
}

const folder = import.meta.url.endsWith(".ts") ? new URL("./", import.meta.url) : new URL("../model/", import.meta.url);

/** The card of the committed model: what confidence means is known without onnxruntime, too. */
export function modelCard(): ModelCard {
  return JSON.parse(readFileSync(new URL("diagnosis.json", folder), "utf8")) as ModelCard;
}

/** The classifier, or undefined where onnxruntime-node is not installed. Throws where the model is not the one that its card describes. */
export async function openClassifier(card: ModelCard): Promise<Classifier | undefined> {
  const runtime = await loadRuntime();
  if (runtime === undefined) return undefined;
  const bytes = readFileSync(new URL("diagnosis.onnx", folder));
  const isOwn = createHash("sha256").update(bytes).digest("hex") === card.sha256;
  if (!isOwn || card.featuresVersion !== featuresVersion || card.classes.join() !== failureClasses.join()) {
    throw new Error("diagnosis.onnx is not the model of diagnosis.json: train it again with `npm run train:diagnosis`");
  }
  const session = await runtime.InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
  return {
    version: card.version,
    async classify({ ids, values }) {
      // The model takes at least one word; word 0 with no weight says nothing.
      const count = Math.max(1, ids.length);
      const found = await session.run({
        ids: new runtime.Tensor(
          "int64",
          BigInt64Array.from({ length: count }, (_, at) => BigInt(ids[at] ?? 0)),
          [count],
        ),
        values: new runtime.Tensor(
          "float32",
          Float32Array.from({ length: count }, (_, at) => values[at] ?? 0),
          [count, 1],
        ),
      });
      const chances = found["chances"]?.data as Float32Array;
      return new Map(failureClasses.map((name, index) => [name, chances[index] ?? 0]));
    },
  };
}

async function loadRuntime(): Promise<typeof import("onnxruntime-node") | undefined> {
  try {
    return await import("onnxruntime-node");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND" || code === "ERR_DLOPEN_FAILED") return undefined;
    throw error;
  }
}
