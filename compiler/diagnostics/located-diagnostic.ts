/** Diagnostics whose places are looked up: what all renderers print */

import { unite } from "./dedupe.ts";
import { type Diagnostic, type Fix, isProperty, type Place, type Severity, type Suppression } from "./diagnostic.ts";
import { type Located, locator } from "./locate.ts";

export interface LocatedDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly why?: string;
  readonly help?: string;
  /** Undefined where it is about no file. */
  readonly place: Place | undefined;
  readonly related: readonly { readonly message: string; readonly place: Place }[];
  readonly fixes: readonly LocatedFix[];
  /** Where in the definitions it stands, without lines: "churn/fit resources.gpu.count". */
  readonly subject: string;
  /** The environments that have it, where not all do. */
  readonly environments?: readonly string[];
  readonly suppression?: Suppression;
}

export interface LocatedFix {
  readonly title: string;
  readonly safety: Fix["safety"];
  readonly edits: readonly LocatedEdit[];
}

export interface LocatedEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Looks up the places of diagnostics in the texts of their files
 *
 * Two that say the same of one place become one. A fix of which an edit has no exact place is left out.
 */
export function locateDiagnostics(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>): readonly LocatedDiagnostic[] {
  const locate = locator(sources);
  const found = diagnostics.map((diagnostic): LocatedDiagnostic => {
    const { at, related, fixes, definition: _, ...said } = diagnostic;
    const located = at === null ? undefined : locate(at);
    const passed = located?.passedAt === undefined ? [] : [{ message: "The value is passed here.", place: located.passedAt }];
    return {
      ...said,
      place: placeOf(located),
      related: [...passed, ...related.map((other) => ({ message: other.message, place: locate(other.at).place }))],
      fixes: fixes.map((fix) => locateFix(fix, locate)).filter((fix) => fix !== undefined),
      subject: subjectOf(diagnostic, located),
    };
  });
  return unite(found, ({ code, message, place }) => JSON.stringify([code, message, place]));
}

/** Where each diagnostic stands, in their order: its place, and its subject without lines. */
export function subjectsOf(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): readonly { readonly place: Place | undefined; readonly subject: string }[] {
  const locate = locator(sources);
  return diagnostics.map((diagnostic) => {
    const located = diagnostic.at === null ? undefined : locate(diagnostic.at);
    return { place: placeOf(located), subject: subjectOf(diagnostic, located) };
  });
}

function placeOf(located: Located | undefined): Place | undefined {
  return located === undefined || located.place.file === "" ? undefined : located.place;
}

/** The names of the calls around it, and the property; a definition whose name is no literal goes by what it was named in this run. */
function subjectOf({ at, definition = "" }: Diagnostic, located: Located | undefined): string {
  if (at === null || !isProperty(at)) return definition;
  const names = located?.names ?? [];
  const name = definition.slice(definition.indexOf(":") + 1);
  const all = name === "" || names.includes(name) ? names : [name, ...names];
  return [all.join("/"), at.path.slice(1).join(".")].filter((part) => part !== "").join(" ");
}

function locateFix({ title, safety, edits }: Fix, locate: ReturnType<typeof locator>): LocatedFix | undefined {
  const located: LocatedEdit[] = [];
  let own = true;
  for (const edit of edits) {
    if ("file" in edit) {
      located.push(edit);
      continue;
    }
    const { exact, span, place, prefix, own: isOwn } = locate(edit.at);
    if (!exact || span === undefined) return undefined;
    own &&= isOwn;
    located.push({ file: place.file, start: span.start, end: span.end, text: prefix + edit.text });
  }
  // A constant, a helper or a loop may serve other definitions: what is safe for this one may not be for them.
  return { title, safety: own ? safety : "review", edits: located };
}

/** Findings in order of file, line, column, code and message; those without a place first. */
export function inOrder(found: readonly LocatedDiagnostic[]): readonly LocatedDiagnostic[] {
  return found.toSorted(
    (left, right) =>
      compare(left.place?.file ?? "", right.place?.file ?? "") ||
      (left.place?.line ?? 0) - (right.place?.line ?? 0) ||
      (left.place?.column ?? 0) - (right.place?.column ?? 0) ||
      compare(left.code, right.code) ||
      compare(left.message, right.message),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The findings that count, in order, and those that are silenced. */
export function apart(found: readonly LocatedDiagnostic[]): {
  readonly open: readonly LocatedDiagnostic[];
  readonly suppressed: readonly LocatedDiagnostic[];
} {
  const ordered = inOrder(found);
  return {
    open: ordered.filter(({ suppression }) => suppression === undefined),
    suppressed: ordered.filter(({ suppression }) => suppression !== undefined),
  };
}

/** Errors before warnings, each in their order: what a reader must see where there is no room for all. */
export function errorsFirst(found: readonly LocatedDiagnostic[]): readonly LocatedDiagnostic[] {
  return [...found.filter(({ severity }) => severity === "error"), ...found.filter(({ severity }) => severity === "warning")];
}
