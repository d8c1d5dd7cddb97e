import type { MeaningCase } from "../meaning/cases.ts";
import type { CaseResult } from "./case-result.ts";

/** All that was seen on one engine. */
export interface Column {
  /** "Argo Workflows 4.0.5". */
  readonly engine: string;
  readonly results: readonly CaseResult[];
}

/** What the rules of meaning.md are about, by number. */
const rules = [
  "Values in text: strings verbatim, numbers in plain decimal, lists and objects as compact JSON: equal as JSON, not byte for byte",
  "Types are checked at build and when a run starts",
  "An output is its file's text, less one trailing newline, of its type; else the attempt fails",
  "A missing output fails the attempt; each attempt begins with empty paths",
  "A reference used as JavaScript is an error at its place",
  "A step runs when everything it depends on has succeeded",
  "A value leaves a body only by being returned; paths in a record say where a step ran",
  "Branches: skipped, taken, joined; `when` alone in `after`",
  "A failed step: what does not depend on it still runs; `failFast`",
  "A run of only skipped steps succeeds",
  "Loops run their body once an item and gather in item order",
  "An item that fails fails its loop; nothing is gathered",
  "Items are values; `list.length` is a value",
  "Gathered values keep their types; gathered artifacts are a folder",
  "`repeatUntil` ends when its condition holds, or fails after `max` rounds",
  "Retries: how many, and of what",
  "Timeouts of an attempt and of the run",
  "Exit and failure handlers",
  "Checkpoints survive attempts",
  "Schedules and the parameters that they compute",
  "`run.id` and `run.attempt`",
  "The cache: only success, and only for the same inputs",
  "Approvals",
  "Calls run the callee as of this build",
  "Secrets reach commands and no records",
  "Mutexes, bounds and priorities change no result",
];

/** The text of `docs/meaning.md`. */
export function page(cases: readonly MeaningCase[], columns: readonly Column[]): string {
  const heads = columns.map(({ engine }) => engine);
  return `${[
    "# One flow, one meaning",
    "",
    "<!-- Written by `npm run conformance:engine -- --write`. Edit the cases in test/meaning/ instead. -->",
    "",
    "A flow means the same on every engine, or the build refuses it. Each case of the suite is a small flow and what its runs come to: which",
    "steps ran, how often, in which order, with which outputs. The same cases are run by `millwright run` on a laptop and, from the emitted",
    "manifests, by a real Argo controller with the real executor, whose pods are processes. For Kubeflow and Maestro an interpreter reads what is",
    "emitted, and nothing else, by the rules that their sources have: no server of theirs ran here.",
    "",
    "## Rules",
    "",
    "How many of the cases that show a rule came out as they should. Where some were not run on an engine, the list below says why.",
    "",
    `| rule | what it is about | ${heads.join(" | ")} |`,
    `|---|---|${heads.map(() => "---|").join("")}`,
    ...rules.map((about, index) => `| ${index + 1} | ${about} | ${columns.map(({ results }) => ofRule(results, index + 1)).join(" | ")} |`),
    "",
    "## Cases",
    "",
    "*same*: the run came to what the case says. *allowed*: the case leaves engines a choice, such as to fail an attempt rather than to hand on",
    "something else, and the engine kept within it; they may have chosen differently. *refused*: the build says no, with this code.",
    "",
    `| case | what it shows | rules | ${heads.join(" | ")} |`,
    `|---|---|---|${heads.map(() => "---|").join("")}`,
    ...cases.map(
      ({ name, expected }) =>
        `| [${name}](../test/meaning/${name}/flow.ts) | ${cell(expected.title)} | ${expected.rules.join(", ")} | ${columns
          .map(({ results }) =>
            ofCase(
              results,
              name,
              expected.runs.some(({ status }) => status === "may"),
            ),
          )
          .join(" | ")} |`,
    ),
    "",
    "## Not run, and not the same",
    "",
    ...columns.flatMap(({ engine, results }) => remarks(engine, results)),
  ].join("\n")}\n`;
}

function ofRule(results: readonly CaseResult[], rule: number): string {
  const shown = results.filter((result) => result.rules.includes(rule));
  const run = shown.filter(({ outcome }) => outcome !== "skipped");
  if (run.length === 0) return "not run";
  const passed = run.filter(({ outcome }) => outcome === "passed").length;
  const skipped = shown.length - run.length;
  return `${passed} of ${run.length}${skipped === 0 ? "" : `, ${skipped} not run`}`;
}

function ofCase(results: readonly CaseResult[], name: string, free: boolean): string {
  const result = results.find((one) => one.name === name);
  if (result === undefined || result.outcome === "skipped") return "not run";
  if (result.outcome === "failed") return "**differs**";
  if (result.refusedWith !== undefined) return `refused: \`${result.refusedWith}\``;
  return free ? "allowed" : "same";
}

function remarks(engine: string, results: readonly CaseResult[]): readonly string[] {
  return results
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(({ name, outcome, details, left = [] }) => {
      const differs = outcome === "failed" ? [`differs: ${details[0] ?? ""}`] : [];
      const notRun = outcome === "skipped" ? details : left;
      return [...differs, ...notRun.map((reason) => `not run: ${reason}`)].map((said) => `- ${engine}, \`${name}\` ${cell(said)}`);
    });
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ").replaceAll("<", "\\<");
}
