/** Call sites: where in the user's text a word of the language was called. */
import type { CallNumbers } from "../record.ts";

/** URLs of the files that the numbers in call sites mean, in the order in which they were first seen. */
export const siteFiles: string[] = [];
const numbers = new Map<string, number>();

/** Where our own frames lie: the folder of the bundles, or `schema/` when run from source. */
const own = import.meta.url.replace(/\/schema\/recording\/sites\.ts$/, "/schema/").replace(/(?:chunks\/)?[^/]+\.js$/, "");

/** The call of our word, and the caller of the helper that holds it, if the project's own: at most two places. */
export function callSites(depth = captureDepth): readonly CallNumbers[] {
  return placesOf(undefined, depth);
}

/** The places in the user's files that an error passed through, innermost first, at most two. */
export function sitesOfError(error: unknown): readonly CallNumbers[] {
  return placesOf(error);
}

const captureDepth = 12;

function placesOf(error: unknown, depth = captureDepth): readonly CallNumbers[] {
  if (error !== undefined) return error instanceof Error ? fromText(String(error.stack)) : [];
  const before = { prepare: Error.prepareStackTrace, limit: Error.stackTraceLimit };
  Error.prepareStackTrace = (_, frames) => frames;
  Error.stackTraceLimit = depth;
  const frames = new Error().stack as unknown as readonly NodeJS.CallSite[];
  Error.prepareStackTrace = before.prepare;
  Error.stackTraceLimit = before.limit;
  const places: CallNumbers[] = [];
  for (const frame of frames) {
    const file = urlOf(frame.getFileName());
    if (!isOfTheUser(file)) continue;
    places.push([fileNumber(file), frame.getLineNumber() ?? 1, frame.getColumnNumber() ?? 1]);
    if (places.length === 2) break;
  }
  return places;
}

function fromText(stack: string): readonly CallNumbers[] {
  const places: CallNumbers[] = [];
  for (const [, file, line, column] of stack.matchAll(/(file:\/\/[^\s()]+?):(\d+):(\d+)/g)) {
    if (!isOfTheUser(file)) continue;
    places.push([fileNumber(file), Number(line), Number(column)]);
    if (places.length === 2) break;
  }
  return places;
}

/** Test runners name files by path. */
function urlOf(file: string | null | undefined): string | null | undefined {
  return file?.startsWith("/") ? `file://${file}` : file;
}

function isOfTheUser(file: string | null | undefined): file is string {
  return typeof file === "string" && file.startsWith("file:") && !file.startsWith(own) && !file.includes("/node_modules/");
}

function fileNumber(file: string): number {
  let number = numbers.get(file);
  if (number === undefined) {
    number = siteFiles.push(file) - 1;
    numbers.set(file, number);
  }
  return number;
}
