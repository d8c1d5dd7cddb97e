/**
 * Diagnostics: everything that Millwright tells its user
 *
 * A kind of diagnostic is declared once, where it is found, by `defineDiagnostic`; its page is `<kebab>.md` beside that file.
 */
import type { Site } from "../../schema/record.ts";
import { type Message, message, say, type Values } from "./message.ts";

export { message };

/** A place in a text: lines and columns count from 1, columns in UTF-16 units, the end is exclusive. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/**
 * A property of a definition: `path` below the arguments of the call at `calls[0]`
 *
 * The first member of the path is the number of the argument (`[1, "resources", "gpu", "count"]`). It is resolved to a place only when the
 * diagnostic is printed. `calls[1]` is the caller of the helper that holds the call, where there is one.
 */
export interface PropertyAnchor {
  readonly calls: readonly Site[];
  readonly path: readonly (string | number)[];
  /** What names the property is meant, not its value: its key, or the word that is called. */
  readonly part?: "key";
}

export type Anchor = Place | PropertyAnchor;

export type Severity = "error" | "warning";

/** An edit that mends the finding. `safe` ones are applied by `check --fix`; the others are offered. Offsets count UTF-16 units of the file. */
export interface Fix {
  readonly title: string;
  readonly safety: "safe" | "review";
  readonly edits: readonly Edit[];
}

/** Replaces the value at `at` (a property of a definition) or a range of a file by `text`. */
export type Edit =
  | { readonly at: PropertyAnchor; readonly text: string }
  | { readonly file: string; readonly start: number; readonly end: number; readonly text: string };

export interface Related {
  readonly message: string;
  readonly at: Anchor;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Anchor | null;
  readonly why?: string;
  readonly help?: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** The definition that it is about ("flow:churn"), where there is one: such a definition is marked and later phases skip it. */
  readonly definition?: string;
  /** The environments that have it, where not all do (`dedupe` says so). */
  readonly environments?: readonly string[];
  /** Why it is silenced, where it is. */
  readonly suppression?: Suppression;
}

/** Why a finding is silenced, and until when (a date). It is kept, and shown by formats that have a place for it. */
export interface Suppression {
  readonly reason: string;
  readonly until?: string;
}

export interface DiagnosticKind<Hole extends string> {
  readonly code: string;
  readonly severity: Severity;
  readonly message: Message<Hole>;
  /** Why the rule exists: what would happen on the engine. */
  readonly why?: string;
  readonly help?: Message<NoInfer<Hole>>;
}

export interface Extra {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly definition?: string;
  /** Said instead of the kind's own help. */
  readonly help?: string;
  /** Said instead of the kind's own why. */
  readonly why?: string;
}

export interface Reporter<Hole extends string> {
  readonly code: string;
  readonly severity: Severity;
  at(anchor: Anchor | null, values: Values<Hole>, extra?: Extra): Diagnostic;
}

/** Gives back a function that makes diagnostics of one kind, with all values that its sentences need. */
export function defineDiagnostic<Hole extends string>(kind: DiagnosticKind<Hole>): Reporter<Hole> {
  return {
    code: kind.code,
    severity: kind.severity,
    at(anchor, values, extra = {}) {
      const why = extra.why ?? kind.why;
      const help = extra.help ?? (kind.help && say(kind.help, values));
      return {
        code: kind.code,
        severity: kind.severity,
        message: say(kind.message, values),
        at: anchor,
        ...(why !== undefined && { why }),
        ...(help !== undefined && { help }),
        related: extra.related ?? [],
        fixes: extra.fixes ?? [],
        ...(extra.definition !== undefined && { definition: extra.definition }),
      };
    },
  };
}

/** The anchor of what names a property: its key, or the word that is called. */
export function keyAt(anchor: Anchor): Anchor {
  return isProperty(anchor) ? { ...anchor, part: "key" } : anchor;
}

/** Whether an anchor still has to be looked up in the source text. */
export function isProperty(anchor: Anchor): anchor is PropertyAnchor {
  return "calls" in anchor;
}
