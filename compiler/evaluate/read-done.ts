/** A reply of the child, checked member by member: what does not have our shape was not said by our code. */
import type { Done, EvaluatedModule, ExportedRecord, Fault } from "./protocol.ts";

/** The reply as it claims to be, or undefined where it is anything else. Records and problems stay unchecked: phase 2 does that. */
export function readDone(value: unknown, secret: string): Done | undefined {
  if (!isObject(value) || value["secret"] !== secret || typeof value["number"] !== "number") return undefined;
  const { modules, begun, problems, faults, edges, sites, printed } = value;
  const shaped =
    isListOf(modules, isModule) &&
    isListOf(begun, isBegun) &&
    Array.isArray(problems) &&
    isListOf(faults, isFault) &&
    isListOf(edges, isPair) &&
    isListOf(sites, isText) &&
    isListOf(printed, isText);
  return shaped ? { secret, number: value["number"], modules, begun, problems, faults, edges, sites, printed } : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOf<T>(value: unknown, is: (member: unknown) => member is T): value is readonly T[] {
  return Array.isArray(value) && value.every(is);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isPair(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every(isText);
}

function isFault(value: unknown): value is Fault {
  if (!isObject(value)) return false;
  const { code, what, stack, known } = value;
  return (code === undefined || isText(code)) && isText(what) && isText(stack) && (known === undefined || isListOf(known, isText));
}

function isModule(value: unknown): value is EvaluatedModule {
  return isObject(value) && isText(value["url"]) && isListOf(value["exports"], isExport);
}

function isExport(value: unknown): value is ExportedRecord {
  return (
    isObject(value) &&
    isText(value["name"]) &&
    typeof value["id"] === "number" &&
    (value["record"] === undefined || isObject(value["record"]))
  );
}

function isBegun(value: unknown): value is Done["begun"][number] {
  return isObject(value) && isText(value["kind"]) && isText(value["name"]) && isListOf(value["calls"], isCall);
}

/** Whether a value is a call site as the child writes it. */
export function isCall(value: unknown): value is readonly [number, number, number] {
  return Array.isArray(value) && value.length === 3 && value.every((part) => Number.isSafeInteger(part) && part >= 0);
}
