/**
 * What the parent and the locked child say to each other
 *
 * Each message is four bytes of length (little endian), one byte that says which kind it is, and a text. The child asks one thing at a time and waits.
 * Nothing that the child says is believed before it was checked: it runs other people's code.
 */

/** Where the child's ends of the two pipes are. */
export const toChildDescriptor = 3;
export const toParentDescriptor = 4;

/** What the parent says. */
export const say = {
  /** A secret of this child, repeated in every `done`, so that only our own code there can make one. */
  hello: 72,
  /** Evaluate this file: `Work` and, after a line feed, its text. */
  evaluate: 69,
  /** The answer to the question that is open. */
  answer: 65,
  /** Nothing more to do. */
  end: 90,
} as const;

/** What the child says. */
export const ask = {
  /** Which module is `specifier` for `importer`? `Resolve`, answered by `Resolved`. */
  resolve: 82,
  /** The text of a module. A URL, answered by `format` and, after a line feed, its text. */
  load: 76,
  /** The data of a file that `config()` reads. `ReadConfig`, answered by `ConfigAnswer`. */
  config: 67,
  /** The child is locked and waits for files. */
  ready: 66,
  /** A file is evaluated: `Done`. */
  done: 70,
} as const;

export interface Work {
  readonly number: number;
  readonly url: string;
}

export interface Resolve {
  readonly specifier: string;
  readonly importer: string;
}

/** Without an address: the parent has a diagnostic for it already. */
export type Resolved = { readonly url: string } | { readonly refused: true };

export interface ReadConfig {
  readonly file: string;
  readonly importer: string;
  readonly calls: readonly (readonly [url: string, line: number, column: number])[];
}

export type ConfigAnswer = { readonly data: unknown } | { readonly reported: true };

/** Something that ended the evaluation of a file or was refused in it. `stack` is a text, and the thrower may have written it. */
export interface Fault {
  /** `load/not-allowed`, `load/not-deterministic` …; without one, the file threw something of its own. */
  readonly code?: string;
  /** What was used ("Date.now()"), or the message of what was thrown. */
  readonly what: string;
  readonly stack: string;
  /** Names that were possible, where one of our own modules lacks the one that was imported. */
  readonly known?: readonly string[];
}

export interface ExportedRecord {
  readonly name: string;
  /** The same number means the same definition, within one child. */
  readonly id: number;
  /** Only where the number comes first. */
  readonly record?: unknown;
}

export interface EvaluatedModule {
  readonly url: string;
  readonly exports: readonly ExportedRecord[];
}

export interface Done {
  readonly secret: string;
  readonly number: number;
  /** Modules of the project that were evaluated for the first time with this file, itself included. */
  readonly modules: readonly EvaluatedModule[];
  readonly begun: readonly {
    readonly kind: string;
    readonly name: string;
    readonly calls: readonly (readonly [number, number, number])[];
  }[];
  readonly problems: readonly unknown[];
  readonly faults: readonly Fault[];
  /** Import edges met meanwhile, as URLs. */
  readonly edges: readonly (readonly [importer: string, imported: string])[];
  /** URLs that join the list which the first number of a call site points into. */
  readonly sites: readonly string[];
  /** What the file printed. */
  readonly printed: readonly string[];
}

/** The address of a file as the child sees it: the root is "/", so that nothing there depends on the machine. */
export function urlOf(file: string, generation = 0): string {
  const path = file.split("/").map(encodeURIComponent).join("/");
  return `file:///${path}${generation === 0 ? "" : `?${generation}`}`;
}

/** The file, relative to the root, that an address of the child means; undefined for anything else. */
export function fileOf(url: string): string | undefined {
  if (!url.startsWith("file:///")) return undefined;
  const end = url.search(/[?#]/);
  try {
    const file = decodeURIComponent(url.slice("file:///".length, end < 0 ? undefined : end));
    return file === "" || file.includes("\0") || file.split("/").some((part) => part === "" || part === "." || part === "..")
      ? undefined
      : file;
  } catch {
    return undefined;
  }
}
