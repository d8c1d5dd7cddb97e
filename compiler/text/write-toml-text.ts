import { hiddenCharacters } from "./escape-control.ts";

/**
 * Gives TOML 1.0 of our own for an object of JSON data without null: values first, then a `[table]` each, lists in one line.
 *
 * Every text is a basic string on one line, with escapes for all that is hidden.
 */
export function writeTomlText(value: Readonly<Record<string, unknown>>): string {
  return table(value, "").replace(/^\n/, "");
}

function table(value: object, path: string): string {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const values = members.filter(([, member]) => !isTable(member)).map(([key, member]) => `${keyText(key)} = ${inline(member)}\n`);
  const tables = members
    .filter(([, member]) => isTable(member))
    .map(([key, member]) => table(member as object, path === "" ? keyText(key) : `${path}.${keyText(key)}`));
  // A table with nothing but tables in it is there through them.
  const head = path === "" || (values.length === 0 && tables.length > 0) ? "" : `\n[${path}]\n`;
  return `${head}${values.join("")}${tables.join("")}`;
}

function isTable(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `[${value.map(inline).join(", ")}]`;
  if (typeof value === "string") return basicString(value);
  if (typeof value === "number") return number(value);
  if (typeof value !== "object" || value === null) return String(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.length === 0 ? "{}" : `{ ${members.map(([key, member]) => `${keyText(key)} = ${inline(member)}`).join(", ")} }`;
}

/** TOML tells whole numbers, which must fit 64 bits, from floats, which need a point or an exponent. */
function number(value: number): string {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
  if (Number.isInteger(value)) return Object.is(value, -0) ? "-0.0" : value.toExponential();
  return String(value);
}

function keyText(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : basicString(key);
}

const escaped = new RegExp(`["\\\\]|${hiddenCharacters}`, "gu");
const short: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function basicString(text: string): string {
  return `"${text.replace(escaped, (character) => short[character] ?? codePoint(character.codePointAt(0) ?? 0))}"`;
}

function codePoint(code: number): string {
  const digits = code.toString(16);
  return code > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}
