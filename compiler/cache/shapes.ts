/** Whether a value that was read has a shape. */
import type { Block } from "./kept-files.ts";

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function isListOf(value: unknown, is: (member: unknown) => boolean): value is readonly unknown[] {
  return Array.isArray(value) && value.every(is);
}

export function isTuple(value: unknown, ...members: readonly ((member: unknown) => boolean)[]): boolean {
  return Array.isArray(value) && value.length === members.length && members.every((is, index) => is(value[index]));
}

export function isBlock(value: unknown): value is Block {
  return isTuple(value, Number.isSafeInteger, Number.isSafeInteger);
}
