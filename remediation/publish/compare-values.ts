import { parseCpu, parseDuration, parseMemory } from "../../schema/words/quantities.ts";
import type { Scalar } from "../proposal.ts";

/** Whether a value is lower than, the same as or higher than another; undefined where they are of no kind that has an order. */
export function compareValues(one: Scalar, other: Scalar): number | undefined {
  if (one === other) return 0;
  if (typeof one === "number" && typeof other === "number") return one - other;
  for (const read of [memoryOf, durationOf, cpuOf, numberOf]) {
    const [left, right] = [read(one), read(other)];
    if (left !== undefined && right !== undefined) return left - right;
  }
  return undefined;
}

/** How much more it becomes, in percent; undefined where that says nothing. */
export function percentMore(from: Scalar | null, to: Scalar): number | undefined {
  if (from === null) return undefined;
  for (const read of [memoryOf, durationOf, cpuOf, numberOf]) {
    const [left, right] = [read(from), read(to)];
    if (left !== undefined && right !== undefined) return left > 0 ? Math.round((right / left - 1) * 100) : undefined;
  }
  return undefined;
}

function memoryOf(value: Scalar): number | undefined {
  return typeof value === "string" ? parseMemory(value) : undefined;
}

function durationOf(value: Scalar): number | undefined {
  return typeof value === "string" ? parseDuration(value) : undefined;
}

function cpuOf(value: Scalar): number | undefined {
  return typeof value === "boolean" ? undefined : parseCpu(value);
}

function numberOf(value: Scalar): number | undefined {
  return typeof value === "string" && /^\d{1,15}(?:\.\d{1,6})?$/.test(value) ? Number(value) : undefined;
}
