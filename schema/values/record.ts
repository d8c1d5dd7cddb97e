/**
 * Checks of recorded values: expressions, types and JSON as the run time writes them
 *
 * They are written by hand because they are recursive and many: a schema of them would cost more than all others together. Each is exact: a member too many is
 * refused as well as one too few.
 */
import type { CallNumbers, Json } from "../record.ts";
import { comparisons, type Expression, runFields } from "./expression.ts";
import { stringFormats, type ValueType } from "./value-type.ts";

/** Levels of an expression, a type or JSON data. The run time's own bound on data is lower. */
const deepest = 200;
/** Members of one list, one object, one text. */
const most = 100_000;

type Members = { readonly [name: string]: unknown };

/** Whether a value is an expression as the run time records it. */
export function isExpressionRecord(value: unknown, depth = 0): value is Expression {
  if (typeof value !== "object" || value === null || depth > deepest) return false;
  const node = value as Members;
  switch (node["op"]) {
    case "param":
    case "input":
    case "inputPath":
    case "outputPath":
      return isText(node["name"]) && has(node, 2);
    case "output":
      return isIndex(node["node"]) && isText(node["name"]) && has(node, 3);
    case "item":
      return isIndex(node["loop"]) && has(node, 2);
    case "field":
      return isText(node["name"]) && isExpressionRecord(node["of"], depth + 1) && has(node, 3);
    case "gather":
    case "last":
      return isIndex(node["loop"]) && isExpressionRecord(node["of"], depth + 1) && has(node, 3);
    case "join":
      return isIndex(node["branch"]) && isListOf(node["cases"], isExpressionRecord, depth) && has(node, 3);
    case "result":
      return isIndex(node["call"]) && isListOf(node["path"], isText, depth) && has(node, 3);
    case "literal":
      return isJson(node["value"], depth + 1) && has(node, 2);
    case "text":
      return isListOf(node["parts"], isTextRecord, depth) && has(node, 2);
    default:
      return isOperation(node, depth);
  }
}

function isOperation(node: Members, depth: number): boolean {
  switch (node["op"]) {
    case "length":
    case "not":
    case "isTrue":
      return isExpressionRecord(node["of"], depth + 1) && has(node, 2);
    case "checkpointPath":
    case "status":
    case "unknown":
      return has(node, 1);
    case "run":
      return isOneOf(node["field"], runFields) && has(node, 2);
    case "range":
      return isExpressionRecord(node["count"], depth + 1) && has(node, 2);
    case "orElse":
      return isExpressionRecord(node["of"], depth + 1) && isExpressionRecord(node["other"], depth + 1) && has(node, 3);
    case "json":
      return isJsonTemplate(node["value"], depth + 1) && has(node, 2);
    case "and":
    case "or":
      return isExpressionRecord(node["left"], depth + 1) && isExpressionRecord(node["right"], depth + 1) && has(node, 3);
    default:
      return (
        isOneOf(node["op"], comparisons) &&
        isExpressionRecord(node["left"], depth + 1) &&
        isExpressionRecord(node["right"], depth + 1) &&
        isCalls(node["calls"]) &&
        has(node, 4)
      );
  }
}

/** Whether a value is text as the user writes it: plain, or an expression. */
export function isTextRecord(value: unknown, depth = 0): value is string | Expression {
  return typeof value === "string" || isExpressionRecord(value, depth);
}

function isJsonTemplate(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return isJson(value, depth);
  if (depth > deepest || Array.isArray(value)) return false;
  const node = value as Members;
  if ("expression" in node) return isExpressionRecord(node["expression"], depth + 1) && has(node, 1);
  if ("list" in node) return isListOf(node["list"], isJsonTemplate, depth) && has(node, 1);
  return isRecordOf(node["object"], isJsonTemplate, depth) && has(node, 1);
}

/** Whether a value is a closed type as the run time records it. */
export function isValueTypeRecord(value: unknown, depth = 0): value is ValueType {
  if (typeof value !== "object" || value === null || depth > deepest) return false;
  const type = value as Members;
  switch (type["type"]) {
    case "boolean":
    case "unknown":
      return has(type, 1);
    case "integer":
    case "number":
      return isOf(type, isBound, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");
    case "string":
      return (
        hasOnly(type, "format", "pattern", "enum", "minLength", "maxLength") &&
        isOptional(type["format"], (format) => isOneOf(format, stringFormats)) &&
        isOptional(type["pattern"], (pattern) => isText(pattern) && isPattern(pattern)) &&
        isOptional(type["enum"], (members) => isListOf(members, isText, depth)) &&
        isOptional(type["minLength"], isIndex) &&
        isOptional(type["maxLength"], isIndex)
      );
    case "list":
      return (
        hasOnly(type, "item", "minItems", "maxItems") &&
        isValueTypeRecord(type["item"], depth + 1) &&
        isOptional(type["minItems"], isIndex) &&
        isOptional(type["maxItems"], isIndex)
      );
    case "object":
      return isRecordOf(type["fields"], isValueTypeRecord, depth) && has(type, 2);
    case "optional":
      return isValueTypeRecord(type["of"], depth + 1) && has(type, 2);
    case "artifact":
      return isText(type["format"]) && has(type, 2);
    default:
      return false;
  }
}

/** Whether a value is JSON data. */
export function isJson(value: unknown, depth = 0): value is Json {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      if (value === null) return true;
      return Array.isArray(value) ? isListOf(value, isJson, depth) : isRecordOf(value, isJson, depth);
    default:
      return false;
  }
}

/** Whether a value is a list of call sites: two at most are ever recorded. */
export function isCalls(value: unknown): value is readonly CallNumbers[] {
  return (
    Array.isArray(value) && value.length <= 2 && value.every((call) => Array.isArray(call) && call.length === 3 && call.every(isIndex))
  );
}

/** Whether a value is a list of such members. */
export function isListOf(value: unknown, holds: (member: unknown, depth: number) => boolean, depth = 0): boolean {
  if (!Array.isArray(value) || value.length > most || depth > deepest) return false;
  for (const member of value) if (!holds(member, depth + 1)) return false;
  return true;
}

/** Whether a value is an object of such members, under names that mean nothing to JavaScript itself. */
export function isRecordOf(value: unknown, holds: (member: unknown, depth: number) => boolean, depth = 0): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value) || depth > deepest) return false;
  let count = 0;
  for (const name of Object.keys(value)) {
    count += 1;
    if (count > most || isUnsafeKey(name) || !holds((value as Members)[name], depth + 1)) return false;
  }
  return true;
}

/** Keys that mean something to JavaScript itself; the run time never records them. */
export function isUnsafeKey(name: string): boolean {
  return name === "__proto__" || name === "constructor" || name === "prototype";
}

function isOf(type: Members, holds: (value: unknown) => boolean, ...names: readonly string[]): boolean {
  return hasOnly(type, ...names) && names.every((name) => isOptional(type[name], holds));
}

function isOptional(value: unknown, holds: (value: unknown) => boolean): boolean {
  return value === undefined || holds(value);
}

function hasOnly(node: Members, ...names: readonly string[]): boolean {
  return Object.keys(node).every((name) => name === "type" || names.includes(name));
}

function has(node: Members, count: number): boolean {
  return Object.keys(node).length === count;
}

function isOneOf(value: unknown, words: readonly string[]): boolean {
  return typeof value === "string" && words.includes(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isBound(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value);
}

/** Whether a value is a position in a list. */
export function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, "u");
    return true;
  } catch {
    return isPatternWithoutUnicode(source);
  }
}

function isPatternWithoutUnicode(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
