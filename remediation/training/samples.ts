/** What the classifier is trained with: real logs where they are there, logs of our templates, and both buried in lines of other programs. */
import fs from "node:fs";
import path from "node:path";
import { type FailureClass, isFailureClass } from "../classes.ts";
import { type LogLine, linesOf } from "../text/digest.ts";
import { pick, randomOf } from "./random.ts";
import { allTemplates, filled, noise } from "./templates.ts";

export interface Sample {
  readonly class: FailureClass;
  readonly lines: readonly LogLine[];
  /** Samples of one source never stand on both sides of a split. */
  readonly source: string;
  readonly kind: "real" | "template";
  /** What would be changed, as the label says; null: nothing helps. Undefined for templates. */
  readonly fixField?: string | null;
}

/** Labelled logs of a folder with `labels.jsonl`; none where the folder is missing. */
export function realSamples(folder: string): readonly Sample[] {
  const labels = path.join(folder, "labels.jsonl");
  if (!fs.existsSync(labels)) return [];
  const rows = fs
    .readFileSync(labels, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map(
      (line) =>
        JSON.parse(line) as { readonly id: string; readonly class: string; readonly source: string; readonly fixField: string | null },
    );
  return rows.flatMap(({ id, class: name, source, fixField }) => {
    if (!isFailureClass(name)) return [];
    const lines = linesOf(fs.readFileSync(path.join(folder, `${id}.log`)), 1);
    return [
      {
        class: name,
        lines,
        source: source.replace(/#.*$|:.*$/, (rest) => (rest.startsWith("#") ? rest : "")),
        kind: "real" as const,
        fixField,
      },
    ];
  });
}

/** Each template filled `copies` times, half of them with a few lines of others around. */
export function templateSamples(copies: number, seed: number): readonly Sample[] {
  const random = randomOf(seed);
  return [...allTemplates()].flatMap(([name, templates]) =>
    templates.flatMap((template, index) =>
      [...Array(copies).keys()].map((): Sample => {
        const text = filled(template, random).split("\n");
        const around = random() < 0.5 ? 0 : Math.floor(random() * 12);
        const all = [...noise(around, random), ...text, ...noise(Math.floor(around / 3), random)];
        return { class: name, lines: numbered(all), source: `template/${name}/${index}`, kind: "template" };
      }),
    ),
  );
}

/** The sample in the middle of hundreds of lines of other programs. */
export function buried(sample: Sample, seed: number): Sample {
  const random = randomOf(seed);
  const before = noise(pick([60, 150, 250], random), random);
  const after = noise(pick([10, 50, 120], random), random);
  return { ...sample, lines: numbered([...before, ...sample.lines.map(({ text }) => text), ...after]) };
}

function numbered(texts: readonly string[]): readonly LogLine[] {
  return texts.map((text, index) => ({ number: index + 1, text }));
}
