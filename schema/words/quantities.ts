/**
 * Quantities and durations: the notations that users know
 *
 * A definition keeps the text as it was written (`"64Gi"`, `"6h"`); whoever needs the number parses it here.
 */
import * as z from "zod";

/** An amount of memory or disk: `"64Gi"` (binary) or `"64G"` (decimal). */
export type Memory = `${number}${"Ki" | "Mi" | "Gi" | "Ti" | "k" | "M" | "G" | "T"}`;
/** Processors: `8`, `0.5`, or thousandths of one: `"500m"`. */
export type Cpu = number | `${number}m`;
/** Exact seconds, never calendar: `"1d"` is 86,400 s. */
export type Duration = `${number}${"ms" | "s" | "m" | "h" | "d" | "w"}`;

const memoryUnits: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
};
const durationUnits: Readonly<Record<string, number>> = { ms: 1, s: 1e3, m: 60e3, h: 3600e3, d: 86_400e3, w: 604_800e3 };
const amount = "(\\d{1,12}(?:\\.\\d{1,9})?)";
const memoryPattern = new RegExp(`^${amount}(Ki|Mi|Gi|Ti|k|M|G|T)$`);
const cpuPattern = new RegExp(`^${amount}m$`);
const durationPattern = new RegExp(`^${amount}(ms|s|m|h|d|w)$`);

/** Bytes, or undefined where the text is no amount of memory. */
export function parseMemory(text: string): number | undefined {
  const [, value, unit] = memoryPattern.exec(text) ?? [];
  return value === undefined || unit === undefined ? undefined : Math.ceil(Number(value) * (memoryUnits[unit] ?? 0));
}

/** Thousandths of a processor, or undefined where it is no amount of processors. */
export function parseCpu(cpu: number | string): number | undefined {
  if (typeof cpu === "number") return Number.isFinite(cpu) && cpu >= 0 ? Math.ceil(cpu * 1000) : undefined;
  const [, value] = cpuPattern.exec(cpu) ?? [];
  return value === undefined ? undefined : Math.ceil(Number(value));
}

/** Milliseconds, or undefined where the text is no duration. */
export function parseDuration(text: string): number | undefined {
  const [, value, unit] = durationPattern.exec(text) ?? [];
  return value === undefined || unit === undefined ? undefined : Math.round(Number(value) * (durationUnits[unit] ?? 0));
}

/** Type of an amount of memory in a config file. */
export function memory(): z.ZodType<Memory> {
  return z
    .string()
    .refine((text) => parseMemory(text) !== undefined, { error: 'an amount of memory such as "64Gi"' }) as unknown as z.ZodType<Memory>;
}

/** Type of an amount of processors in a config file. */
export function cpu(): z.ZodType<Cpu> {
  return z
    .union([z.number(), z.string()])
    .refine((value) => parseCpu(value) !== undefined, { error: 'processors such as 8 or "500m"' }) as unknown as z.ZodType<Cpu>;
}

/** Type of a duration in a config file. */
export function duration(): z.ZodType<Duration> {
  return z
    .string()
    .refine((text) => parseDuration(text) !== undefined, { error: 'a duration such as "6h"' }) as unknown as z.ZodType<Duration>;
}
