/** A difference for a terminal: words first, then the files. */
import { styleText } from "node:util";
import { sayConsequences } from "../../compiler/diff/consequence.ts";
import type { DefinitionChange } from "../../compiler/diff/diff-programs.ts";
import { escapeControl } from "../../compiler/text/escape-control.ts";
import type { Style } from "../services.ts";
import type { ChangedFile, Difference, GpuChange } from "./difference.ts";

/** Lines of text; one line where nothing changed. */
export function sayDifference({ base, changes, gpus, files }: Difference, { colour }: Style): readonly string[] {
  if (changes.length === 0 && files.length === 0) return [`Nothing changed since ${base}.`];
  const paint = (format: Parameters<typeof styleText>[0], text: string) => {
    const visible = escapeControl(text);
    return colour ? styleText(format, visible, { validateStream: false }) : visible;
  };
  const groups = Map.groupBy(changes, ({ definition }) => definition);
  const lines = [...groups].flatMap(([definition, found]) => [
    paint("bold", titleOf(definition)),
    ...sayChanges(found).map((line) => escapeControl(`  ${line}`)),
    ...gpus.filter((change) => change.definition === definition).map((change) => escapeControl(`  ${sayGpus(change)}`)),
    paint("dim", `  affects ${sayConsequences(found.map(({ consequence }) => consequence))}`),
    "",
  ]);
  const only = changes.length === 0 ? ["No definition changed, but artifacts did: a target's options or Millwright itself did.", ""] : [];
  return [...lines, ...only, ...files.flatMap((file) => fileLines(file, paint))];
}

/** "churn (flow)". */
export function titleOf(definition: string): string {
  const colon = definition.indexOf(":");
  return `${definition.slice(colon + 1)} (${definition.slice(0, colon)})`;
}

/** "step fit: memory 64Gi → 128Gi, in argo (prod)"; what several steps share is said once: "step plan, step fit: image …". */
export function sayChanges(changes: readonly DefinitionChange[]): readonly string[] {
  const groups = Map.groupBy(changes, ({ said, targets, environments }) => JSON.stringify([said, targets, environments]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const subjects = group.map(({ subject }) => subject).filter((subject) => subject !== "");
    const targets = first.targets.length === 0 ? "" : `, in ${first.targets.join(", ")}`;
    return [`${subjects.length === 0 ? "" : `${subjects.join(", ")}: `}${first.said}${targets} (${first.environments.join(", ")})`];
  });
}

/** "GPUs asked for 8 → 16; GPU hours a month at most 1,460 → 2,920". */
export function sayGpus({ gpus, hoursPerMonth, unbounded }: GpuChange): string {
  const asked = gpus.from === gpus.to ? `GPUs asked for: ${gpus.to}` : `GPUs asked for: ${gpus.from} → ${gpus.to}`;
  const [from, to] = [hoursPerMonth.from, hoursPerMonth.to].map((hours) => (hours === null ? "unknown" : hours.toLocaleString("en-US")));
  const why = unbounded.length === 0 ? "" : ` (${unbounded.join("; ")})`;
  return hoursPerMonth.from === 0 && hoursPerMonth.to === 0
    ? `${asked}; no schedule`
    : `${asked}; GPU hours a month at most: ${from} → ${to}${why}`;
}

function fileLines(
  { path, action, added, removed, lines, more }: ChangedFile,
  paint: (format: "bold" | "green" | "red" | "cyan", text: string) => string,
): readonly string[] {
  return [
    paint("bold", `${action} ${path} (+${added} -${removed})`),
    ...lines.map((line) =>
      line.startsWith("+")
        ? paint("green", line)
        : line.startsWith("-")
          ? paint("red", line)
          : line.startsWith("@@")
            ? paint("cyan", line)
            : escapeControl(line),
    ),
    ...(more === 0 ? [] : [`… ${more} more lines; --full shows them`]),
    "",
  ];
}
