import { hiddenCharacters } from "../text/escape-control.ts";

/** The files that a build keeps for itself at the top of the output folder. */
export const listName = ".millwright.json";
export const sumsName = "SHA256SUMS";
export const lockName = ".millwright.lock";

/** Lies beside the lock while a build replaces it; swept away like every temporary file. */
export const turnName = ".millwright-0-0.tmp";

/** Why a path may not be written, if it may not: it could lie outside the folder, or could not be a file on every system. */
export type Refusal = { readonly kind: "outside" | "unportable"; readonly reason: string };

const hidden = new RegExp(hiddenCharacters, "u");
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\.|$)/i;
const temporary = /^\.millwright-[0-9]+-[0-9]+\.tmp$/;

/** Judges a path that is relative to the output folder, of whatever origin. */
export function refusePath(path: string): Refusal | undefined {
  const outside = whyOutside(path);
  if (outside !== undefined) return { kind: "outside", reason: outside };
  const reason = Buffer.byteLength(path) > 1000 ? "it is longer than 1,000 bytes" : firstOf(path.split("/"), whyUnportable);
  if (reason !== undefined) return { kind: "unportable", reason };
  return path.toLowerCase() === sumsName.toLowerCase()
    ? { kind: "unportable", reason: "Millwright keeps this name for itself" }
    : undefined;
}

function whyOutside(path: string): string | undefined {
  if (path.startsWith("/")) return 'a "/" at its beginning';
  if (/^[A-Za-z]:/.test(path)) return "a drive at its beginning";
  if (path.includes("\\")) return "a backslash";
  return firstOf(path.split("/"), (name) =>
    name === "" ? "an empty name" : name === "." || name === ".." ? `the name "${name}"` : undefined,
  );
}

function whyUnportable(name: string): string | undefined {
  if (hidden.test(name)) return "it has a character that cannot be seen";
  const mark = /[<>:"|?*]/.exec(name)?.[0];
  if (mark !== undefined) return `Windows allows no ${mark} in a name`;
  if (/[. ]$/.test(name)) return "Windows drops a dot or blank at the end of a name";
  if (device.test(name)) return `"${name}" is a device on Windows`;
  if (Buffer.byteLength(name) > 255) return "one of its names is longer than 255 bytes";
  if (/^\.millwright/i.test(name)) return "Millwright keeps such names for itself";
  return /^(?:\.git|git~\d+)$/i.test(name) ? "such folders are git's own" : undefined;
}

function firstOf<Item, Result>(items: readonly Item[], find: (item: Item) => Result | undefined): Result | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The folders above a path, outermost first: `a`, `a/b` of `a/b/c`. */
export function foldersOf(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** Two names for which this is the same are one file on some system: there case, or how an accent is written, does not count. */
export function foldName(path: string): string {
  return path.normalize("NFC").toUpperCase().toLowerCase();
}

/** Order of code units, the same in every locale. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** The name of the n-th file that a process writes before it takes its place. */
export function temporaryName(count: number): string {
  return `.millwright-${process.pid}-${count}.tmp`;
}

export function isTemporary(name: string): boolean {
  return temporary.test(name);
}
