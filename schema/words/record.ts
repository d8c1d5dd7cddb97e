/**
 * Schemas of the small words in records: texts, quantities, maps
 *
 * The `error` of each is what the field expects, in the user's words; the compiler makes the sentence around it. `params.quantity` names a diagnostic of its own.
 */
import * as z from "zod";
import type { CallNumbers, Json, Text } from "../record.ts";
import { isCalls, isJson, isTextRecord } from "../values/record.ts";
import { parseCpu, parseDuration, parseMemory } from "./quantities.ts";

export const plainText = z.string({ error: "text" });
export const flag = z.boolean({ error: "true or false" });
export const count = z.int({ error: "a whole number" }).min(0, { error: "a whole number, 0 or more" });
export const amount = z.number({ error: "a number" }).min(0, { error: "a number, 0 or more" });

const expectedText = "text, a number, true or false, or a value of the run";

/** Words of a command: texts that may hold values of the run. One check for all, because most of a flow is words. */
export const textList: z.ZodType<readonly Text[]> = z
  .custom<readonly Text[]>(Array.isArray, { error: "a list" })
  .check(({ value, issues }) => {
    if (!Array.isArray(value)) return;
    for (const [index, word] of value.entries())
      if (!isTextRecord(word)) issues.push({ code: "custom", message: expectedText, input: word, path: [index] });
  });
export const nameList = z.array(plainText, { error: "a list of texts" });

export const memoryAmount = z.custom<string>((value) => typeof value === "string" && parseMemory(value) !== undefined, {
  error: "an amount of memory",
  params: { quantity: "memory" },
});

export const durationText = z.custom<string>((value) => typeof value === "string" && parseDuration(value) !== undefined, {
  error: "a duration",
  params: { quantity: "duration" },
});

export const cpuAmount = z.custom<number | string>(
  (value) => (typeof value === "string" || typeof value === "number") && parseCpu(value) !== undefined,
  { error: "an amount of processors", params: { quantity: "cpu" } },
);

export const texts = z.record(z.string(), plainText, { error: "an object of texts" });

/** Plain data that only an engine understands. */
export const jsonObject = z.custom<{ readonly [field: string]: Json }>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value) && isJson(value),
  { error: "an object of plain data" },
);

export const calls: z.ZodType<readonly CallNumbers[]> = z.custom<readonly CallNumbers[]>(isCalls, { error: "call sites" });

/** One of a few words. */
export function oneOf<const W extends readonly [string, ...string[]]>(...words: W) {
  return z.enum(words, { error: words.length === 1 ? `"${words[0]}"` : `one of ${words.map((word) => `"${word}"`).join(", ")}` });
}

/** A definition taken by value: its kind, its name and where it was made. */
export function definitionReference(kind: string, expected: string) {
  return z.strictObject(
    { definition: z.literal(kind, { error: expected }), name: plainText, calls },
    { error: (issue) => (issue.code === "unrecognized_keys" ? undefined : expected) },
  );
}
