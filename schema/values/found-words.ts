/** What was found where something else is needed, as messages name it. */
import { isPlainObject, recordOf } from "../recording/recording.ts";
import { saidOf } from "./expression-of.ts";
import { nodeHandle } from "./node-handle.ts";

const longest = 60;

/** A value in the user's words: `"train"`, `a list`, `flow "churn"`, `parameter "day"`, `a step`. */
export function foundWords(value: unknown): string {
  switch (typeof value) {
    case "string":
      return saidOf(value) ?? `"${value.length > longest ? `${value.slice(0, longest)}…` : value}"`;
    case "number":
    case "boolean":
      return String(value);
    case "undefined":
      return "nothing";
    case "object":
      return value === null ? "null" : objectWords(value);
    default:
      return saidOf(value) ?? `a ${typeof value}`;
  }
}

const definitionWords: Readonly<Record<string, string>> = { flow: "flow", gpuPool: "pool", platform: "the platform" };

function objectWords(value: object): string {
  const record = recordOf(value);
  if (record !== undefined) return `${definitionWords[record.kind] ?? record.kind} "${record.name}"`;
  const handle = nodeHandle(value);
  if (handle !== undefined) return handle.said;
  const said = saidOf(value);
  if (said !== undefined) return said;
  if (Array.isArray(value)) return "a list";
  return isPlainObject(value) ? "an object" : `a ${value.constructor?.name ?? "special object"}`;
}
