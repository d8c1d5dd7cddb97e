/** Logs of our own making: templates with slots, one file a class, and lines of other programs to bury them in. */
import fs from "node:fs";
import path from "node:path";
import { type FailureClass, failureClasses } from "../classes.ts";
import { pick } from "./random.ts";

const folder = path.join(import.meta.dirname, "templates");

/** The templates of a class, each a log with slots such as `{word}`. */
export function templatesOf(name: FailureClass): readonly string[] {
  return fs
    .readFileSync(path.join(folder, `${name}.txt`), "utf8")
    .split(/^---$/m)
    .map((text) => text.replace(/^\n|\n$/g, ""));
}

export function allTemplates(): ReadonlyMap<FailureClass, readonly string[]> {
  return new Map(failureClasses.map((name) => [name, templatesOf(name)]));
}

const noiseLines: readonly string[] = fs
  .readFileSync(path.join(folder, "noise.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "");

const words =
  "orders batch feature ledger ranking churn ingest profile embed score track model report cart images users events metrics search vision".split(
    " ",
  );
const months = ["Jan", "Mar", "Jun", "Sep", "Dec"];
const days = ["Mon", "Wed", "Fri", "Sun"];

/** The text with its slots filled. */
export function filled(template: string, random: () => number): string {
  const number = (): string => String(Math.floor(random() ** 3 * 9_000) + 1);
  const two = (): string => String(Math.floor(random() * 24)).padStart(2, "0");
  const clock = (): string => `${two()}:${two()}:${two()}`;
  const hex = (): string =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0") +
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  const fill: Readonly<Record<string, () => string>> = {
    n: number,
    word: () => pick(words, random),
    hex,
    clock,
    two: () => String(Number(two()) + 1).padStart(2, "0"),
    three: () => String(100 + Math.floor(random() * 900)),
    six: () => String(100_000 + Math.floor(random() * 900_000)),
    month: () => pick(months, random),
    day: () => pick(days, random),
    ip: () => `10.${two()}.${two()}.${two()}`,
    time: () =>
      random() < 0.5
        ? `2026-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)} ${clock()},${number().slice(0, 3)}`
        : `2026-03-1${Math.floor(random() * 9)}T${clock()}Z`,
    name: () => `${pick(words, random)}-${pick(words, random)}-${hex().slice(0, 5)}`,
    image: () => `registry.example.com/${pick(words, random)}/${pick(words, random)}:${number()}`,
  };
  return template.replace(/\{([a-z]{1,8})\}/g, (slot, name: string) => fill[name]?.() ?? slot);
}

/** Lines of one or a few other programs, as they follow each other in a collected log. */
export function noise(count: number, random: () => number): readonly string[] {
  const programs = [...Array(3).keys()].map(() => pick(noiseLines, random));
  const own = random() < 0.4 ? noiseLines : programs;
  return [...Array(count).keys()].map(() => filled(pick(own, random), random));
}
