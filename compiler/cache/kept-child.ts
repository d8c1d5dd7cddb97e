/** What is kept of one locked child: which files it evaluated, and on what each reply depends. Read back, it is checked member by member. */
import { type Block, type KeptFileOf, type KeptFiles, openKeptFiles } from "./kept-files.ts";
import { isBlock, isListOf, isObject, isText, isTuple } from "./shapes.ts";

/** A file that a child evaluated without a finding. */
export interface KeptFile {
  readonly file: string;
  /** Whose overlays `config()` took; null: none. */
  readonly environment: string | null;
  readonly reply: Block;
  /** The modules that it needs, itself included, with the hashes of their texts. */
  readonly modules: readonly (readonly [file: string, hash: string])[];
  readonly config: readonly KeptConfig[];
}

/** One call of `config()`: the files that it looked for, with the hashes of their texts; null where there was none. */
export interface KeptConfig {
  readonly module: string;
  readonly written: string;
  readonly base: string;
  readonly files: readonly (readonly [file: string, hash: string | null])[];
}

export interface KeptChild {
  /** What its replies repeat. Its child is gone, so it is no secret any more. */
  readonly secret: string;
  /** The addresses that the first numbers of call sites mean. */
  readonly sites: readonly string[];
  /** What imports meant. */
  readonly resolved: readonly (readonly [specifier: string, importer: string, file: string])[];
  readonly files: readonly KeptFile[];
}

/** What locked children recorded, kept for the next build. */
export type Recordings = KeptFiles<readonly KeptChild[]>;
export type Recording = KeptFileOf<readonly KeptChild[]>;

/** Opens the recordings in a folder that is this user's alone. */
export function openRecordings(folder: string): Recordings {
  return openKeptFiles(folder, "recording", (value) => (isListOf(value, isChild) ? (value as readonly KeptChild[]) : undefined));
}

function isChild(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value["secret"]) &&
    isListOf(value["sites"], isText) &&
    isListOf(value["resolved"], (entry) => isTuple(entry, isText, isText, isText)) &&
    isListOf(value["files"], isFile)
  );
}

function isFile(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value["file"]) &&
    (value["environment"] === null || isText(value["environment"])) &&
    isBlock(value["reply"]) &&
    isListOf(value["modules"], (entry) => isTuple(entry, isText, isText)) &&
    isListOf(value["config"], isConfig)
  );
}

function isConfig(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value["module"]) &&
    isText(value["written"]) &&
    isText(value["base"]) &&
    isListOf(value["files"], (entry) => isTuple(entry, isText, (hash) => hash === null || isText(hash)))
  );
}
