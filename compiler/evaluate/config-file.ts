/** What `config()` reads: a TOML, JSON or YAML file beside the definition, with the overlay of an environment over it. */
import path from "node:path/posix";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { configFormat, configMissing, configSyntax, outsideRoot, unreadable } from "./diagnostics.ts";
import type { Source } from "./source.ts";

type DataReading =
  | { readonly value: unknown }
  | { readonly problem: { readonly message: string; readonly line?: number; readonly column?: number } };
/** The readers of data files by format, each giving plain JSON data or what is wrong. */
export interface DataReaders {
  toml(text: string, file: string): DataReading | Promise<DataReading>;
  json(text: string, file: string): DataReading | Promise<DataReading>;
  yaml(text: string, file: string): DataReading | Promise<DataReading>;
}

export interface ConfigRequest {
  /** As written in the call. */
  readonly written: string;
  /** The file that holds the call. */
  readonly importer: string;
  readonly at: Place | null;
  readonly environment: string | undefined;
}

export interface ConfigFound {
  readonly data?: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** Files that were read, with their texts. */
  readonly read: ReadonlyMap<string, string>;
  /** The file that was asked for, without an overlay. */
  readonly base?: string;
}

const formats: readonly (readonly [ending: RegExp, format: keyof DataReaders])[] = [
  [/\.toml$/, "toml"],
  [/\.json$/, "json"],
  [/\.ya?ml$/, "yaml"],
];

/** Reads a file for `config()`. Reports load/config-missing, load/config-syntax, load/config-format, load/outside-root, load/unreadable. */
export async function readConfigFile(request: ConfigRequest, source: Source, readers: DataReaders): Promise<ConfigFound> {
  const { written, importer, at, environment } = request;
  const read = new Map<string, string>();
  const file = path.join(path.dirname(importer), written);
  const format = formats.find(([ending]) => ending.test(file))?.[1];
  if (format === undefined) return { read, diagnostics: [configFormat.at(at, { file: written })] };
  if (file.startsWith("../") || written.startsWith("/") || written.includes("\0"))
    return { read, diagnostics: [outsideRoot.at(at, { specifier: written })] };
  const base = await readOne(file, format, source, readers, at, read);
  if (base === "none") return { read, base: file, diagnostics: [missing(written, file, at, source)] };
  if ("diagnostic" in base) return { read, base: file, diagnostics: [base.diagnostic] };
  if (environment === undefined) return { read, base: file, data: base.data, diagnostics: [] };
  const over = await readOne(overlayName(file, environment), format, source, readers, at, read);
  if (over === "none") return { read, base: file, data: base.data, diagnostics: [] };
  if ("diagnostic" in over) return { read, base: file, diagnostics: [over.diagnostic] };
  return { read, base: file, data: merge(base.data, over.data), diagnostics: [] };
}

/** `churn.prod.toml` for `churn.toml` and "prod". */
export function overlayName(file: string, environment: string): string {
  const ending = path.extname(file);
  return `${file.slice(0, -ending.length)}.${environment}${ending}`;
}

type One = { readonly data: unknown } | { readonly diagnostic: Diagnostic } | "none";

async function readOne(
  file: string,
  format: keyof DataReaders,
  source: Source,
  readers: DataReaders,
  at: Place | null,
  texts: Map<string, string>,
): Promise<One> {
  const found = source.find(file);
  if (found.kind === "outside") return { diagnostic: outsideRoot.at(at, { specifier: file }) };
  if (found.kind !== "file") return "none";
  const read = source.read(found.file);
  if ("problem" in read) return { diagnostic: unreadable.at({ file }, { file, reason: read.problem }) };
  texts.set(found.file, read.text);
  const reading = await readers[format](read.text, file);
  // A reader's result may carry the member that does not hold as undefined.
  const problem = "problem" in reading ? reading.problem : undefined;
  if (problem !== undefined) {
    const { message: says, line, column } = problem;
    return {
      diagnostic: configSyntax.at(
        { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) },
        { file, says: withoutFile(says, file) },
      ),
    };
  }
  return { data: "value" in reading ? reading.value : undefined };
}

/** A reader names the file; the sentence around it does so already. */
export function withoutFile(says: string, file: string): string {
  return says.replace(`File "${file}"`, "it");
}

function missing(written: string, file: string, at: Place | null, source: Source): Diagnostic {
  const folder = path.dirname(file);
  const prefix = written.slice(0, written.lastIndexOf("/") + 1);
  const near = source.list(folder === "." ? "" : folder).filter((name) => formats.some(([ending]) => ending.test(name)));
  const help = didYouMean(
    written,
    near.map((name) => `${prefix}${name}`),
  );
  return configMissing.at(at, { file: written }, { help: help ?? `The file is looked for beside the definition, as "${file}".` });
}

/** Objects merge, everything else replaces. */
export function merge(base: unknown, over: unknown): unknown {
  if (!isObject(base) || !isObject(over)) return over;
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) merged.set(key, merged.has(key) ? merge(merged.get(key), value) : value);
  return Object.fromEntries(merged);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
