/**
 * What the classifier sees of a log
 *
 * Lines that tell something, without what differs from run to run, as a bag of hashed words. Change anything here, and `featuresVersion` with it: a model only
 * knows the words that it was trained with.
 */

import type { LogLine } from "../text/digest.ts";
import { isForeign } from "../text/foreign.ts";
import { withoutEscapes } from "../text/normalise.ts";
import { tellingWords } from "../text/rulebook.ts";

export const featuresVersion = 1;
/** A power of two. */
export const dimensions = 32_768;
const mostLines = 120;
const mostLength = 600;
const mostWords = 60;

/** Hashed words and their weights, each word once, with a Euclidean length of 1. */
export interface Features {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

export function featuresOf(lines: readonly LogLine[]): Features {
  const counts = new Map<number, number>();
  for (const { text, weight } of tellingLines(lines))
    for (const token of tokensOf(text)) counts.set(token, (counts.get(token) ?? 0) + weight);
  const ids = Int32Array.from(counts.keys()).sort();
  const values = Float32Array.from(ids, (id) => Math.log1p(counts.get(id) ?? 0));
  const length = Math.hypot(...values) || 1;
  return { ids, values: values.map((value) => value / length) };
}

interface TellingLine {
  readonly text: string;
  readonly weight: number;
}

/** Lines with a telling word count most; where there are few, the last and the first lines are read, too. Each text once. */
export function tellingLines(lines: readonly LogLine[]): readonly TellingLine[] {
  const own = lines.filter(({ text }) => !isForeign(text));
  const seen = new Set<string>();
  const kept: TellingLine[] = [];
  const take = ({ text }: LogLine, weight: number): void => {
    const plain = plainOf(text);
    if (plain === "" || seen.has(plain) || kept.length >= mostLines) return;
    seen.add(plain);
    kept.push({ text: plain, weight });
  };
  const telling = own.filter(({ text }) => isTelling(text));
  for (const line of [...telling].reverse()) take(line, 3);
  if (own.length <= 40 || kept.length < 3) for (const line of [...own.slice(-25), ...own.slice(0, 15)]) take(line, 1);
  return kept;
}

function isTelling(text: string): boolean {
  const lower = text.slice(0, mostLength).toLowerCase();
  return tellingWords.some((word) => lower.includes(word));
}

/** Numbers that mean something: codes of exits, of HTTP, of errno, of Workers. */
const meaning = new Set([
  "1",
  "2",
  "7",
  "9",
  "12",
  "28",
  "52",
  "124",
  "126",
  "127",
  "128",
  "137",
  "143",
  "401",
  "403",
  "404",
  "429",
  "500",
  "502",
  "503",
  "504",
  "1102",
  "10000",
  "10002",
  "10021",
  "10027",
]);

/** A line without times, addresses and identifiers; numbers are 0 unless they mean something. */
function plainOf(line: string): string {
  return withoutEscapes(line.slice(0, mostLength))
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,\d]{0,10}Z?/g, " ")
    .replace(/\b\d\d:\d\d:\d\d[.,\d]{0,10}/g, " ")
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{4,27}\b/gi, " ")
    .replace(/\b0x[0-9a-f]{1,16}\b/gi, " ")
    .replace(/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g, " ip ")
    .replace(/\b[0-9a-f]{12,64}\b/gi, " ")
    .replace(/\d{1,30}/g, (digits) => (meaning.has(digits) ? digits : "0"))
    .trim();
}

/** Words, pairs of words, and the parts of words that are written together. */
function tokensOf(line: string): readonly number[] {
  const words = (line.match(/[A-Za-z_][A-Za-z_0-9]{0,63}|\d{1,5}/g) ?? []).slice(0, mostWords);
  const tokens: number[] = [];
  let before = "";
  for (const word of words) {
    const lower = word.toLowerCase();
    tokens.push(hash(lower));
    if (before !== "") tokens.push(hash(`${before} ${lower}`));
    const parts = word.match(/[A-Z]{2,32}(?![a-z])|[A-Z]?[a-z]{1,63}/g) ?? [];
    if (parts.length > 1) for (const part of parts) tokens.push(hash(`~${part.toLowerCase()}`));
    before = lower;
  }
  return tokens;
}

/** FNV-1a of 32 bits, folded. Source: Fowler, Noll, Vo, draft-eastlake-fnv-21. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return ((value >>> 15) ^ value) & (dimensions - 1);
}
