import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { Outcome } from "./publish-proposal.ts";

/** What a result is of. */
export type Kind = "proposal" | "healed" | "dashboard" | "repository";

/** What became of a line, or of what goes with all of them. */
export type Published =
  | { readonly kind: Kind; readonly outcome: Outcome }
  | { readonly kind: Kind; readonly branch: string | null; readonly diagnostic: Diagnostic };
