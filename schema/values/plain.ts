/** Plain data of what a user wrote: references become expressions, texts are split at their tokens. */

import type { Json, Text } from "../record.ts";
import { isPlainObject, problem, usedRecord } from "../recording/recording.ts";
import type { Expression, JsonTemplate } from "./expression.ts";
import { isExpression, usedExpression } from "./expression-of.ts";
import { plainDecimal } from "./plain-decimal.ts";
import { holdsReference, splitAtTokens } from "./tokens.ts";

const deepest = 60;

/** JSON data of any value: references as expressions. What is no data (functions, dates, NaN …) is noted as a mistake and left out. */
export function plain(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case "string":
      return recordText(value);
    case "boolean":
    case "undefined":
      return value;
    case "number":
      return Number.isFinite(value) ? value : unsupported(String(value));
    case "object":
      return value === null ? null : plainObject(value, depth);
    case "function":
      return usedExpression(value) ?? unsupported("a function");
    default:
      return unsupported(`a ${typeof value}`);
  }
}

function plainObject(value: object, depth: number): unknown {
  const expression = usedExpression(value);
  if (expression !== undefined) return expression;
  if (depth > deepest) return unsupported(`data nested deeper than ${deepest} levels, or in a circle`);
  if (Array.isArray(value)) return value.map((member) => plain(member, depth + 1) ?? null);
  const record = usedRecord(value);
  if (record !== undefined) return { definition: record.kind, name: record.name, calls: record.calls };
  if (!isPlainObject(value)) return unsupported(`a ${value.constructor?.name ?? "special object"}`);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (key === "__proto__" || key === "constructor" || key === "prototype") {
      unsupported(`the key "${key}"`);
      continue;
    }
    const member = plain(value[key], depth + 1);
    if (member !== undefined) copy[key] = member;
  }
  return copy;
}

function unsupported(found: string): undefined {
  problem("load/not-data", { found });
  return undefined;
}

/** Text with its references as expressions. A text that is one reference and nothing else is that reference. */
export function recordText(text: string): Text {
  if (!text.isWellFormed()) return unsupported("a text with half a character in it") ?? "";
  if (!holdsReference(text)) return text;
  const parts = splitAtTokens(text);
  if (parts === "altered") {
    problem("load/reference-altered", { text: text.replace(/[\u0001\u0002]/g, "").slice(0, 60) });
    return { op: "unknown" };
  }
  const [first] = parts;
  return parts.length === 1 && typeof first === "object" ? first : { op: "text", parts };
}

/** A value as it is used: a reference, a text with references in it, or data, whatever its members are called. */
export function valueExpression(value: unknown): Expression {
  const expression = usedExpression(value);
  if (expression !== undefined) return expression;
  const recorded = plain(value);
  return typeof value === "string" && isExpression(recorded) ? recorded : { op: "literal", value: (recorded ?? null) as Json };
}

/** A word of a command or of the environment: text, a number in plain decimal, a boolean, a reference. */
export function recordWord(word: unknown): unknown {
  if (typeof word === "number") return Number.isFinite(word) ? plainDecimal(word) : plain(word);
  if (typeof word === "boolean") return String(word);
  return plain(word);
}

/** The template behind `json({ … })`: JSON data in which any value may be a reference. */
export function jsonTemplate(value: unknown, depth = 0): JsonTemplate {
  const recorded = depth === 0 ? plain(value) : value;
  if (typeof recorded !== "object" || recorded === null) return (recorded ?? null) as Exclude<Json, readonly Json[] | object>;
  if (Array.isArray(recorded)) return { list: recorded.map((member) => jsonTemplate(member, depth + 1)) };
  if (isExpression(recorded)) return { expression: recorded };
  return { object: Object.fromEntries(Object.entries(recorded).map(([key, member]) => [key, jsonTemplate(member, depth + 1)])) };
}
