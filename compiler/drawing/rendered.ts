import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** A finished picture, or why there is none. */
export type Rendered = { readonly content: string | Uint8Array } | { readonly diagnostic: Diagnostic };
