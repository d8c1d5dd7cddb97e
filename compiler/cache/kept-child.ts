/** What is kept of one locked child: which files it evaluated, and on what each reply depends. Read back, it is checked member by member. */

/** A file that a child evaluated without a finding. */
export interface KeptFile {
  readonly file: string;
  /** Whose overlays `config()` took; null: none. */
  readonly environment: string | null;
  /** Where its reply is. */
  readonly line: number;
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

/** The children of a recording's last line, or undefined where it is anything else; `lines` is the number of replies. */
export function readKeptChildren(line: Buffer, formatVersion: number, lines: number): readonly KeptChild[] | undefined {
  try {
    const read: unknown = JSON.parse(line.toString("utf8"));
    if (!isObject(read) || read["formatVersion"] !== formatVersion) return undefined;
    return isListOf(read["children"], (child) => isChild(child, lines)) ? (read["children"] as readonly KeptChild[]) : undefined;
  } catch {
    return undefined;
  }
}

type Members = Readonly<Record<string, unknown>>;

function isChild(value: unknown, lines: number): boolean {
  return (
    isObject(value) &&
    isText(value["secret"]) &&
    isListOf(value["sites"], isText) &&
    isListOf(value["resolved"], (entry) => isTuple(entry, isText, isText, isText)) &&
    isListOf(value["files"], (file) => isFile(file, lines))
  );
}

function isFile(value: unknown, lines: number): boolean {
  if (!isObject(value)) return false;
  const { file, environment, line, modules, config } = value;
  return (
    isText(file) &&
    (environment === null || isText(environment)) &&
    Number.isInteger(line) &&
    (line as number) >= 0 &&
    (line as number) < lines &&
    isListOf(modules, (entry) => isTuple(entry, isText, isText)) &&
    isListOf(config, isConfig)
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

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isListOf(value: unknown, is: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function isTuple(value: unknown, ...members: readonly ((member: unknown) => boolean)[]): boolean {
  return Array.isArray(value) && value.length === members.length && members.every((is, index) => is(value[index]));
}
