/** Plain data of what a user wrote: references become expressions, texts are split at their tokens. */

import type { Json, Text } from "../record.ts";
import { isPlainObject, problem, usedRecord } from "../recording/recording.ts";
import type { Expression, JsonTemplate } from "./expression.ts";
import { isExpression, usedExpression } from "./expression-of.ts";
import { nodeHandle } from "./node-handle.ts";
import { plainDecimal } from "./plain-decimal.ts";
import { isUnsafeKey } from "./record.ts";
import { holdsReference, splitAtTokens } from "./tokens.ts";

const deepest = 60;

/** Below the call that is being made: the number of the argument, then keys. */
export type ArgumentPath = readonly (string | number)[];

/**
 * JSON data of any value: references as expressions
 *
 * What is no data (functions, dates, NaN …) is noted as a mistake at `path`, and is unknown from then on.
 */
export function plain(value: unknown, path: ArgumentPath): unknown {
  return plainAt(value, [...path], path.length + deepest);
}

/** `path` is the place of `value`; it grows and shrinks on the way. */
function plainAt(value: unknown, path: (string | number)[], longest: number): unknown {
  switch (typeof value) {
    case "string":
      return recordText(value, path);
    case "boolean":
    case "undefined":
      return value;
    case "number":
      return Number.isFinite(value) ? value : unsupported(String(value), path);
    case "object":
      return value === null ? null : plainObject(value, path, longest);
    case "function":
      return usedExpression(value, path) ?? unsupported("a function", path);
    default:
      return unsupported(`a ${typeof value}`, path);
  }
}

function plainObject(value: object, path: (string | number)[], longest: number): unknown {
  const expression = usedExpression(value, path);
  if (expression !== undefined) return expression;
  if (path.length > longest) return unsupported(`data nested deeper than ${deepest} levels, or in a circle`, path.slice(0, 2));
  if (Array.isArray(value)) return value.map((member: unknown, index) => memberAt(index, member, path, longest) ?? null);
  const handle = nodeHandle(value);
  if (handle !== undefined) {
    problem("load/step-as-value", { what: handle.said }, { path });
    return unknown;
  }
  const record = usedRecord(value);
  if (record !== undefined) return { definition: record.kind, name: record.name, calls: record.calls };
  if (!isPlainObject(value)) return unsupported(`a ${value.constructor?.name ?? "special object"}`, path);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (isUnsafeKey(key)) {
      problem("load/not-data", { found: `the key "${key}"` }, { path: [...path, key], part: "key" });
      continue;
    }
    const member = memberAt(key, value[key], path, longest);
    if (member !== undefined) copy[key] = member;
  }
  return copy;
}

function memberAt(key: string | number, member: unknown, path: (string | number)[], longest: number): unknown {
  path.push(key);
  const recorded = plainAt(member, path, longest);
  path.pop();
  return recorded;
}

const unknown: Expression = { op: "unknown" };

function unsupported(found: string, path: ArgumentPath): Expression {
  problem("load/not-data", { found }, { path });
  return unknown;
}

/** Text with its references as expressions. A text that is one reference and nothing else is that reference. */
export function recordText(text: string, path: ArgumentPath): Text {
  if (!text.isWellFormed()) return unsupported("a text with half a character in it", path);
  if (!holdsReference(text)) return text;
  const parts = splitAtTokens(text, path);
  if (parts === "altered") {
    problem("load/reference-altered", { text: text.replace(/[\u0001\u0002]/g, "").slice(0, 60) }, { path });
    return unknown;
  }
  const [first] = parts;
  return parts.length === 1 && typeof first === "object" ? first : { op: "text", parts };
}

/** A value as it is used: a reference, a text with references in it, or data, whatever its members are called. */
export function valueExpression(value: unknown, path: ArgumentPath): Expression {
  const expression = usedExpression(value, path);
  if (expression !== undefined) return expression;
  const recorded = plain(value, path);
  if (recorded === unknown) return unknown;
  return typeof value === "string" && isExpression(recorded) ? recorded : { op: "literal", value: (recorded ?? null) as Json };
}

/** A word of a command or of the environment: text, a number in plain decimal, a boolean, a reference. */
export function recordWord(word: unknown, path: ArgumentPath): unknown {
  if (typeof word === "number" && Number.isFinite(word)) return plainDecimal(word);
  return typeof word === "boolean" ? String(word) : plain(word, path);
}

/** The template behind `json({ … })`: JSON data in which any value may be a reference. */
export function jsonTemplate(value: unknown, depth = 0): JsonTemplate {
  const recorded = depth === 0 ? plain(value, [0]) : value;
  if (typeof recorded !== "object" || recorded === null) return (recorded ?? null) as Exclude<Json, readonly Json[] | object>;
  if (Array.isArray(recorded)) return { list: recorded.map((member) => jsonTemplate(member, depth + 1)) };
  if (isExpression(recorded)) return { expression: recorded };
  return { object: Object.fromEntries(Object.entries(recorded).map(([key, member]) => [key, jsonTemplate(member, depth + 1)])) };
}
