import type * as z from "zod";
import { problem } from "../recording/recording.ts";
import { foundWords } from "../values/found-words.ts";
import { unknownReference } from "../values/reference.ts";
import { knownKeys } from "./known-keys.ts";

/**
 * Where `config()` gets a file's data from: the evaluating child asks its parent, a unit test reads the disk
 *
 * Gives the data, or the mistake that was reported already.
 */
export interface ConfigReader {
  read(file: string): { readonly data: unknown } | { readonly reported: true };
}

const reader: { current: ConfigReader | undefined } = { current: undefined };

/** Says where `config()` reads from; set once by whoever evaluates definitions. */
export function provideConfig(source: ConfigReader): void {
  reader.current = source;
}

interface Issue {
  readonly code?: string;
  readonly expected?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const typeWords: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a table",
};

/** What a schema needs, in the words of the file; zod's own where it is about more than the type. */
function expected({ code, expected: type = "", message }: Issue): string {
  const word = code === "invalid_type" ? typeWords[type] : undefined;
  // Our own types speak in words that fit the sentence.
  return word ?? (/^[a-z]/.test(message) ? message : `such that the schema takes it (${message.replace(/\.$/, "")})`);
}

function at(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return value;
}

/**
 * The values of a TOML, JSON or YAML file beside the definition, read while the definitions load
 *
 * `file` is relative to the definition. Where the environment has an overlay (`churn.prod.toml` beside `churn.toml`), its values go first.
 * Reports load/config-missing, load/config-syntax, load/config-type, and load/config-key where a key is read that the schema does not have.
 */
export function config<S extends z.ZodType>(file: string, schema: S): z.infer<S> {
  if (reader.current === undefined)
    throw new Error(`config("${file}") is read while Millwright loads the definitions; in a test, use provideConfig().`);
  const found = reader.current.read(file);
  if ("reported" in found) return unknownReference(`config("${file}")`) as z.infer<S>;
  if (typeof schema?.safeParse !== "function") {
    problem("load/config-schema", { file, found: foundWords(schema) }, { path: [1] });
    return unknownReference(`config("${file}")`) as z.infer<S>;
  }
  const parsed = schema.safeParse(found.data) as
    | { readonly success: true; readonly data: z.infer<S> }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
  if (parsed.success) return knownKeys(parsed.data, schema, file) as z.infer<S>;
  for (const issue of parsed.error.issues) {
    const path = issue.path.map(String).join(".");
    problem("load/config-type", {
      file,
      path: path === "" ? "the whole" : path,
      found: foundWords(at(found.data, issue.path)),
      message: expected(issue),
    });
  }
  return unknownReference(`config("${file}")`) as z.infer<S>;
}
