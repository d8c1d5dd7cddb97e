/** Findings for programs: the contract's object, on which scripts and CI rely */
import type { Json } from "../../schema/record.ts";
import { escapeControl } from "../text/escape-control.ts";
import type { Place } from "./diagnostic.ts";
import { apart, type LocatedDiagnostic } from "./located-diagnostic.ts";
import { safeJson } from "./safe-json.ts";

/**
 * One JSON document: the findings in order, the silenced ones apart
 *
 * What is unknown is null, never absent. Sentences have hidden characters as visible escapes; files and the texts of edits are data, and
 * stay what they are.
 */
export function renderJson(found: readonly LocatedDiagnostic[]): string {
  const { open, suppressed } = apart(found);
  return safeJson({ formatVersion: 1, diagnostics: diagnosticsAsJson(open), suppressed: suppressed.map(suppressedAsJson) });
}

/** The member `diagnostics` of `check`, `build` and whatever else reports findings as JSON. */
export function diagnosticsAsJson(found: readonly LocatedDiagnostic[]): readonly JsonObject[] {
  return found.map(asJson);
}

type JsonObject = { readonly [member: string]: Json };

function asJson({ code, severity, message, why, help, place, related, fixes, environments }: LocatedDiagnostic): JsonObject {
  return {
    code,
    severity,
    message: escapeControl(message),
    why: why === undefined ? null : escapeControl(why),
    help: help === undefined ? null : escapeControl(help),
    ...placeAsJson(place),
    related: related.map((other) => ({ message: escapeControl(other.message), ...placeAsJson(other.place) })),
    fixes: fixes.map(({ title, safety, edits }) => ({
      title: escapeControl(title),
      safety,
      edits: edits.map(({ file, start, end, text }) => ({ file, start, end, text })),
    })),
    ...(environments !== undefined && { environments }),
  };
}

function suppressedAsJson(found: LocatedDiagnostic): JsonObject {
  const { reason = "", until } = found.suppression ?? {};
  return { ...asJson(found), suppression: { reason: escapeControl(reason), until: until ?? null } };
}

function placeAsJson(place: Place | undefined): JsonObject {
  const { file = null, line = null, column = null, endLine = null, endColumn = null } = place ?? {};
  return { file, line, column, endLine, endColumn };
}
