/**
 * Findings that were there before, so that a team can begin with the new ones
 *
 * A finding is known again by its code, its definition and its property, never by a line: a comment above it changes nothing. A baseline holds how often each
 * occurs, so that one more of the same is new.
 */
import fs from "node:fs";
import * as z from "zod";
import { type Diagnostic, isProperty } from "../compiler/diagnostics/diagnostic.ts";
import { brokenBaseline } from "./usage-diagnostics.ts";
import { UsageError } from "./usage-error.ts";

const entrySchema = z.strictObject({
  code: z.string(),
  definition: z.string().optional(),
  file: z.string().optional(),
  property: z.string().optional(),
  message: z.string().optional(),
  count: z.int().min(1),
});
const baselineSchema = z.strictObject({ formatVersion: z.literal(1), findings: z.array(entrySchema) });

type Entry = z.infer<typeof entrySchema>;

export const defaultBaseline = "millwright-baseline.json";

/** The text of a baseline that holds all `diagnostics`: sorted, one finding a line, so that it merges well. */
export function writeBaseline(diagnostics: readonly Diagnostic[]): string {
  const counts = new Map<string, number>();
  for (const diagnostic of diagnostics) counts.set(fingerprint(diagnostic), (counts.get(fingerprint(diagnostic)) ?? 0) + 1);
  const lines = [...counts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, count]) => JSON.stringify({ ...JSON.parse(key), count }));
  return `{ "formatVersion": 1, "findings": [\n${lines.map((line) => `  ${line}`).join(",\n")}\n] }\n`;
}

export interface Compared {
  /** Findings that the baseline does not hold. */
  readonly fresh: readonly Diagnostic[];
  /** How many it holds that are still there, and how many are gone. */
  readonly known: number;
  readonly gone: number;
}

/** Compares findings with the baseline in `file`. Throws cli/broken-baseline. */
export function compareWithBaseline(diagnostics: readonly Diagnostic[], file: string): Compared {
  const left = new Map(readBaseline(file).map(({ count, ...key }) => [keyText(key), count]));
  const before = total(left.values());
  const fresh = diagnostics.filter((diagnostic) => {
    const key = fingerprint(diagnostic);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
  const known = diagnostics.length - fresh.length;
  return { fresh, known, gone: before - known };
}

function readBaseline(file: string): readonly Entry[] {
  const broken = (reason: string) => new UsageError(brokenBaseline.at(null, { file, reason }));
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw broken((error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : String(error));
  }
  try {
    const parsed = baselineSchema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data.findings;
    const [issue] = parsed.error.issues;
    throw broken(`at "${issue?.path.join(".") ?? ""}": ${issue?.message ?? "not a baseline"}`);
  } catch (error) {
    throw error instanceof UsageError ? error : broken("it is not JSON");
  }
}

function fingerprint({ code, definition, at, message }: Diagnostic): string {
  if (at !== null && isProperty(at))
    return keyText({
      code,
      ...(definition === undefined ? { file: at.calls[0]?.file ?? "" } : { definition }),
      property: at.path.join("."),
      ...(definition === undefined && { message }),
    });
  return keyText({ code, ...(definition !== undefined && { definition }), ...(at !== null && { file: at.file }), message });
}

function keyText({ code, definition, file, property, message }: Omit<Entry, "count">): string {
  return JSON.stringify({ code, definition, file, property, message });
}

function total(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
