/**
 * What the evaluation of a definition records
 *
 * Plain JSON data, and all that leaves the locked child. Each kind says what its record looks like (`kinds/<kind>/record.ts`, checked by the parent as
 * hostile input).
 */
import type { Expression } from "./values/expression.ts";
import type { CallNumbers } from "./values/site.ts";

export type { Json } from "./values/json.ts";
export type { CallNumbers, Site } from "./values/site.ts";

/**
 * A mistake that shows while a definition is evaluated, and does not end it: the evaluation goes on with an unknown value
 *
 * `code` is the code of a diagnostic, `values` what its sentences name. `definition` names what was being described.
 */
export interface Problem {
  readonly code: string;
  readonly calls: readonly CallNumbers[];
  readonly values: { readonly [hole: string]: string | number };
  /** Names that were possible, for "did you mean". */
  readonly known?: readonly string[];
  /** Where below the call: the number of the argument, then keys. Left out where the call itself is meant. */
  readonly path?: readonly (string | number)[];
  /** The key at that place is meant, not its value. */
  readonly part?: "key";
}

/** Text as the user writes it: plain, or with values in it that are known only while the flow runs. */
export type Text = string | Expression;

/** What a definition records, whatever its kind. */
export interface DefinitionRecord {
  readonly kind: string;
  readonly name: string;
  readonly calls: readonly CallNumbers[];
  readonly problems: readonly Problem[];
}
