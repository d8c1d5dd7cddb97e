/** Findings as SARIF 2.1.0, which code-scanning services keep from run to run */
import { createHash } from "node:crypto";
import { escapeControl } from "../text/escape-control.ts";
import type { Place } from "./diagnostic.ts";
import { errorsFirst, inOrder, type LocatedDiagnostic, type LocatedFix } from "./located-diagnostic.ts";
import { explain, type Pages } from "./pages.ts";
import { inEnvironments } from "./render-human.ts";
import { safeJson } from "./safe-json.ts";

export interface SarifOptions {
  /** The version of Millwright. */
  readonly version: string;
  readonly pages: Pages;
}

/** GitHub refuses a run with more. */
const most = 25_000;

/**
 * One SARIF log: a rule a code, with its page as help, and a result a finding; silenced ones are results with a suppression
 *
 * A result is recognised in the next run by its code and its place in the definitions ("churn/fit resources.memory"), never by its line.
 *
 * Source: OASIS SARIF 2.1.0; docs.github.com "SARIF support for code scanning" for what is shown, and the limits.
 */
export function renderSarif(found: readonly LocatedDiagnostic[], { version, pages }: SarifOptions): string {
  const results = errorsFirst(inOrder(found)).slice(0, most);
  const codes = [...new Set(results.map(({ code }) => code))].toSorted();
  const fingerprint = fingerprints();
  return safeJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Millwright", semanticVersion: version, rules: codes.map((code) => rule(code, pages)) } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository" } } },
        results: results.map((result) => ({
          ruleId: escapeControl(result.code),
          ruleIndex: codes.indexOf(result.code),
          ...resultOf(result),
          partialFingerprints: { "millwright/v1": fingerprint(result) },
        })),
        ...(found.length > most && {
          invocations: [
            {
              executionSuccessful: true,
              toolExecutionNotifications: [{ level: "warning", message: { text: `${found.length - most} more findings are left out.` } }],
            },
          ],
        }),
      },
    ],
  });
}

function rule(code: string, pages: Pages): object {
  const page = explain(code, pages);
  return {
    id: escapeControl(code),
    shortDescription: { text: page?.title ?? escapeControl(code) },
    ...(page !== undefined && { help: { text: page.markdown, markdown: page.markdown } }),
  };
}

function resultOf({ severity, message, why, help, environments, place, related, fixes, subject, suppression }: LocatedDiagnostic): object {
  const said = [message, environments && inEnvironments(environments), why, help].filter((part) => part !== undefined);
  return {
    level: severity,
    message: { text: said.map(plain).join("\n") },
    locations: [
      {
        physicalLocation: physicalLocation(place ?? wholePlatform),
        ...(subject !== "" && { logicalLocations: [{ fullyQualifiedName: escapeControl(subject) }] }),
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        message: { text: plain(other.message) },
        physicalLocation: physicalLocation(other.place),
      })),
    }),
    ...(fixes.length > 0 && { fixes: fixes.map(fixOf) }),
    ...(suppression !== undefined && {
      suppressions: [{ kind: "inSource", status: "accepted", justification: justification(suppression) }],
    }),
  };
}

function justification({ reason, until }: NonNullable<LocatedDiagnostic["suppression"]>): string {
  return escapeControl(until === undefined ? reason : `${reason} (until ${until})`);
}

/** In SARIF's plain text `[words](target)` is a link. */
function plain(text: string): string {
  return escapeControl(text).replace(/\[([^[\]]*)\]\(/g, "\\[$1\\](");
}

/** GitHub refuses a result without a place, and a place without a line. */
const wholePlatform: Place = { file: "millwright.config.ts" };

function physicalLocation({ file, line = 1, column, endLine, endColumn }: Place): object {
  return {
    artifactLocation: artifactLocation(file),
    region: {
      startLine: line,
      ...(column !== undefined && { startColumn: column }),
      ...(endLine !== undefined && { endLine }),
      ...(endColumn !== undefined && { endColumn }),
    },
  };
}

function artifactLocation(file: string): object {
  return { uri: file.toWellFormed().split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}

function fixOf({ title, edits }: LocatedFix): object {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: plain(title) },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactLocation(file),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ start, end, text }) => ({ deletedRegion: { charOffset: start, charLength: end - start }, insertedContent: { text } })),
    })),
  };
}

/** Two findings of one code at one property are told apart by their order. */
function fingerprints(): (found: LocatedDiagnostic) => string {
  const seen = new Map<string, number>();
  return ({ code, place, subject }) => {
    const hash = createHash("sha256")
      .update(JSON.stringify([code, place?.file ?? "", subject]))
      .digest("hex")
      .slice(0, 32);
    const before = seen.get(hash) ?? 0;
    seen.set(hash, before + 1);
    return before === 0 ? hash : `${hash}:${before}`;
  };
}
