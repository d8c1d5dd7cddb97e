/**
 * What is left of a record when its wrong parts are taken out
 *
 * So that one mistake hides no other: later phases see the rest, and are told which options they know nothing about.
 */
import type * as z from "zod";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { type Issue, issueDiagnostics, parse, type Subject, valueAt } from "./issues.ts";
import type { Path } from "./places.ts";

export interface Read<T> {
  /** Undefined where not even a part could be read. */
  readonly value: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Names of options that were taken out. */
  readonly unknown: readonly string[];
}

const mostRounds = 12;

/** Reads plain data by a schema. `standIns` are values for options that must be there; they are never used in an artifact, because the definition is marked. */
export function read<S extends z.ZodType>(
  schema: S,
  input: unknown,
  subject: Subject,
  standIns: Readonly<Record<string, unknown>>,
): Read<z.output<S>> {
  const first = parse(schema, input);
  if (first.success) return { value: first.data, diagnostics: [], unknown: [] };
  const diagnostics = withoutMisspelt(first.error.issues, input).flatMap((issue) => issueDiagnostics(issue, input, subject));
  const rest: unknown = structuredClone(input);
  const unknown = new Set<string>();
  let issues: readonly Issue[] = first.error.issues;
  for (let round = 0; round < mostRounds; round++) {
    for (const issue of issues) unknown.add(takeOut(rest, issue, standIns));
    const again = parse(schema, rest);
    if (again.success) return { value: again.data, diagnostics, unknown: [...unknown].filter((name) => name !== "") };
    issues = again.error.issues;
  }
  return { value: undefined, diagnostics, unknown: [...unknown] };
}

/** The issues but for fields that are missing because their names are misspelt: the unknown field says so. */
function withoutMisspelt(issues: readonly Issue[], input: unknown): readonly Issue[] {
  const unknown = issues.filter((issue) => issue.code === "unrecognized_keys");
  return issues.filter(({ path }) => {
    const field = path.at(-1);
    if (typeof field !== "string" || valueAt(input, pathOf(path)) !== undefined) return true;
    const beside = unknown.filter(
      (issue) => issue.path.length === path.length - 1 && issue.path.every((member, at) => member === path[at]),
    );
    return !beside.some(({ keys }) => keys.some((key) => suggest(key, [field]).length > 0));
  });
}

function pathOf(path: readonly PropertyKey[]): Path {
  return path.filter((member) => typeof member !== "symbol");
}

/** Takes the wrong value out of `rest`, and gives back the name of the option that it belonged to. */
function takeOut(rest: unknown, issue: Issue, standIns: Readonly<Record<string, unknown>>): string {
  const path = pathOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    const holder = valueAt(rest, path);
    for (const key of issue.keys) if (isHolder(holder)) delete holder[key];
    return "";
  }
  const option = String(path[0] ?? "");
  const isThere = valueAt(rest, path) !== undefined;
  if (isThere && issue.message.startsWith("text, ")) put(rest, path, { op: "unknown" });
  else if (!isThere && path.length === 1 && Object.hasOwn(standIns, option)) put(rest, path, standIns[option]);
  else remove(rest, isThere && !Array.isArray(valueAt(rest, path.slice(0, -1))) ? path : path.slice(0, -1));
  return option;
}

function put(rest: unknown, path: Path, value: unknown): void {
  const holder = valueAt(rest, path.slice(0, -1));
  const last = path.at(-1);
  if (isHolder(holder) && last !== undefined) holder[last] = value;
}

function remove(rest: unknown, path: Path): void {
  const holder = valueAt(rest, path.slice(0, -1));
  const last = path.at(-1);
  if (isHolder(holder) && last !== undefined && !Array.isArray(holder)) delete holder[last];
  else if (path.length > 0) remove(rest, path.slice(0, -1));
}

function isHolder(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}
