import type * as z from "zod";
import { problem } from "../recording/recording.ts";
import { unknownReference } from "../values/reference.ts";

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
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * The values of a TOML, JSON or YAML file beside the definition, read while the definitions load
 *
 * `file` is relative to the definition. Where the environment has an overlay (`churn.prod.toml` beside `churn.toml`), its values go first.
 * Reports load/config-missing, load/config-syntax, load/config-type.
 */
export function config<S extends z.ZodType>(file: string, schema: S): z.infer<S> {
  if (reader.current === undefined)
    throw new Error(`config("${file}") is read while Millwright loads the definitions; in a test, use provideConfig().`);
  const found = reader.current.read(file);
  if ("reported" in found) return unknownReference(`config("${file}")`) as z.infer<S>;
  const parsed = schema.safeParse(found.data) as
    | { readonly success: true; readonly data: z.infer<S> }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) problem("load/config-type", { file, path: path.map(String).join("."), message });
  return unknownReference(`config("${file}")`) as z.infer<S>;
}
