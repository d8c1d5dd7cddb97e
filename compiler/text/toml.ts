import type { JsonMap } from "@iarna/toml";
import { invariant } from "../invariant.ts";
import { requirePlainData } from "./plain-data.ts";
import { checkDepth, checkText, firstLine, openText, type Reading, Unreadable, unread } from "./reading.ts";
import { guardToml } from "./toml-guard.ts";
import { writeTomlText } from "./write-toml-text.ts";

/**
 * Reads TOML 1.0 as plain JSON data; dates and times become text as RFC 3339 has it, instants in UTC.
 *
 * Refuses `nan`, `inf`, whole numbers beyond 2^53, and the keys and sizes that no reader of ours takes.
 */
export async function readToml(source: string, file: string): Promise<Reading> {
  return (await openTomlReader())(source, file);
}

/** Gives `readToml` for those who cannot wait for each text. */
export async function openTomlReader(): Promise<(source: string, file: string) => Reading> {
  const toml = await load();
  return (source, file) => {
    try {
      const text = openText(source);
      guardToml(text);
      return { value: plain(parse(text, toml)) };
    } catch (error) {
      return unread(error, source, file);
    }
  };
}

/**
 * Gives TOML for an object of JSON data without null, which TOML does not have. Keys in the order of the object, plain values before tables.
 *
 * Whatever `@iarna/toml` writes is read back: it spells small numbers (`1e-7`), control characters and mixed lists in ways that are no TOML, and then
 * the text is our own.
 */
export async function writeToml(value: Readonly<Record<string, unknown>>): Promise<string> {
  requirePlainData(value);
  const toml = await load();
  const given = packageText(value, toml);
  if (given !== undefined && readsAs(given, value, toml)) return given;
  const text = writeTomlText(value);
  invariant(readsAs(text, value, toml), "TOML reads back as what was written");
  return text;
}

type Toml = typeof import("@iarna/toml");

async function load(): Promise<Toml> {
  // 30 ms of CPU, only for those who have TOML to read or write. CommonJS: bundlers and Node agree on `default`.
  const { default: toml } = await import("@iarna/toml");
  return toml;
}

function parse(text: string, toml: Toml): unknown {
  try {
    // The package takes the end of a Windows line for a control character of the comment before it. Line ends inside of texts become the usual ones.
    return toml.parse(text.replaceAll("\r\n", "\n"));
  } catch (error) {
    const { line, col } = error as { readonly line?: number; readonly col?: number };
    const before = text.split("\n").slice(0, line ?? 0);
    const offset = before.reduce((sum, each) => sum + each.length + 1, 0) + (line === undefined ? 0 : (col ?? 0));
    throw new Unreadable(`is not readable as TOML: ${firstLine(error).replace(/ at row .*$/, "")}`, offset);
  }
}

/** Copies what the package made, which carries marks and dates of its own, as plain data. */
function plain(value: unknown, depth = 1): unknown {
  if (typeof value === "string") checkText(value, 0);
  if (typeof value !== "object" || value === null) return value;
  if ("toISOString" in value && typeof value.toISOString === "function") return String(value.toISOString()).replace(/\.000(?=Z?$)/, "");
  checkDepth(depth, 0);
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member, depth + 1)]));
}

function packageText(value: Readonly<Record<string, unknown>>, toml: Toml): string | undefined {
  try {
    const text = toml.stringify(value as JsonMap);
    return text === "" || text.endsWith("\n") ? text : `${text}\n`;
  } catch {
    return undefined; // It throws on some lists of mixed kinds.
  }
}

/** Compares as JSON: both sides are plain data in one order, but for tables, which come last and are compared by key. */
function readsAs(text: string, value: unknown, toml: Toml): boolean {
  try {
    guardToml(text);
    return isSame(toml.parse(text), value);
  } catch {
    return false;
  }
}

function isSame(found: unknown, wanted: unknown): boolean {
  if (typeof found !== "object" || typeof wanted !== "object" || found === null || wanted === null) return Object.is(found, wanted);
  if ("toISOString" in found || Array.isArray(found) !== Array.isArray(wanted)) return false;
  const members = Object.entries(wanted).filter(([, member]) => member !== undefined);
  return (
    Object.keys(found).length === members.length &&
    members.every(([key, member]) => Object.hasOwn(found, key) && isSame((found as JsonMap)[key], member))
  );
}
