import type { Path, Ref } from "../values/language.ts";
import { jsonTemplate } from "../values/plain.ts";
import { reference } from "../values/reference.ts";

/** What `json()` takes: data in which any value may be a reference. */
export type JsonSource =
  | null
  | string
  | number
  | boolean
  | Ref<unknown>
  | Path
  | readonly JsonSource[]
  | { readonly [key: string]: JsonSource };

/** JSON text of `value`, with its references filled in when the flow runs: numbers stay numbers, texts are escaped. */
export function json(value: JsonSource): Ref<string> {
  return reference({ op: "json", value: jsonTemplate(value) }, { type: "string" }, "json(…)") as Ref<string>;
}
