/**
 * Baselines: the findings that were there when a team began, so that only new ones count
 *
 * A finding is known by its code and where in the definitions it stands, never by its line: text that moves changes nothing. Of two findings alike, as many are known
 * as the baseline counted.
 */
import { createHash } from "node:crypto";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Settleable } from "./finding.ts";
import { isLaw } from "./is-law.ts";
import { baselineUnreadable } from "./remarks.ts";

export interface BaselineEntry {
  /** 16 hexadecimal digits of the hash of code, file and subject. */
  readonly fingerprint: string;
  readonly code: string;
  readonly file: string;
  readonly subject: string;
  readonly count: number;
}

export interface Baseline {
  /** In order of file, subject and code. */
  readonly findings: readonly BaselineEntry[];
}

/** The fingerprint by which a baseline knows a finding. */
export function fingerprint({ code, place, subject }: Settleable): string {
  return createHash("sha256")
    .update(JSON.stringify([code, place?.file ?? "", subject]))
    .digest("hex")
    .slice(0, 16);
}

/** The text of a baseline that knows these findings; what cannot be silenced is left out. */
export function writeBaseline(findings: readonly Settleable[]): string {
  const entries = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    if (isLaw(finding.code, finding.severity)) continue;
    const { code, place, subject } = finding;
    const key = fingerprint(finding);
    entries.set(key, { fingerprint: key, code, file: place?.file ?? "", subject, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  const sorted = [...entries.values()].sort(
    (left, right) => compare(left.file, right.file) || compare(left.subject, right.subject) || compare(left.code, right.code),
  );
  return `${JSON.stringify({ formatVersion: 1, findings: sorted }, null, 2)}\n`;
}

/** The baseline that a text holds; reports check/baseline-unreadable at `file`. */
export function readBaseline(
  file: string,
  text: string,
): { readonly baseline: Baseline | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const parsed = parse(text);
  if (typeof parsed !== "string") return { baseline: { findings: parsed }, diagnostics: [] };
  return { baseline: undefined, diagnostics: [baselineUnreadable.at({ file }, { problem: parsed })] };
}

const largest = 50_000_000;

/** The entries, or what is wrong. */
function parse(text: string): readonly BaselineEntry[] | string {
  if (text.length > largest) return `it has ${text.length} characters, more than ${largest}`;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return "it is no JSON";
  }
  if (!isRecord(data)) return "it is no object";
  if (data["formatVersion"] !== 1) return `its formatVersion is ${JSON.stringify(data["formatVersion"] ?? null)}, where 1 is expected`;
  const { findings } = data;
  if (!Array.isArray(findings)) return '"findings" is no list';
  const broken = (findings as readonly unknown[]).findIndex((entry) => !isEntry(entry));
  return broken < 0
    ? (findings as readonly BaselineEntry[])
    : `entry ${broken + 1} of "findings" lacks a fingerprint, code, file, subject or count`;
}

function isEntry(entry: unknown): entry is BaselineEntry {
  if (!isRecord(entry)) return false;
  const { fingerprint: hash, code, file, subject, count } = entry;
  return [hash, code, file, subject].every((member) => typeof member === "string") && Number.isSafeInteger(count) && Number(count) >= 1;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
