/** Reports, and the documents of the command that they are made of, read as data of others */
import fs from "node:fs";
import type { Finding, Report, ReportedChange, ReportedDifference, ReportedFile, ReportedGpus, StaleFile } from "./report.ts";
import { ActionError } from "./runner.ts";
import { amount, list, object, oneOf, orNull, ShapeError, text, truth } from "./shape.ts";

const severities = ["error", "warning"] as const;
const actions = ["create", "update", "delete"] as const;
const side = object({ from: amount, to: amount });
const openSide = object({ from: orNull(amount), to: orNull(amount) });

export const readFinding = object<Finding & Readonly<Record<string, unknown>>>({
  severity: oneOf(severities),
  code: text(200),
  message: text(),
  why: orNull(text()),
  help: orNull(text()),
  file: orNull(text(1_000)),
  line: orNull(amount),
  column: orNull(amount),
});

export const readStale = object<StaleFile & Readonly<Record<string, unknown>>>({ path: text(1_000), action: oneOf(actions) });

const readChange = object<ReportedChange & Readonly<Record<string, unknown>>>({
  definition: text(300),
  subject: text(300),
  said: text(),
  targets: list(text(100), 20),
  environments: list(text(100), 50),
  consequence: oneOf(["text-only", "new-runs", "schedule", "removed"]),
});

const readGpus = object<ReportedGpus & Readonly<Record<string, unknown>>>({
  definition: text(300),
  environments: list(text(100), 50),
  gpus: side,
  hoursPerMonth: openSide,
  unbounded: list(text(300), 20),
});

const readFile = object<ReportedFile & Readonly<Record<string, unknown>>>({
  path: text(1_000),
  action: oneOf(actions),
  added: amount,
  removed: amount,
  diff: text(20_000),
  more: amount,
});

/** The document of `diff --format json`. Throws ShapeError. */
export const readDifference = object({
  base: text(200),
  complete: truth,
  changes: list(readChange, 20_000),
  gpus: list(readGpus),
  files: list(readFile, 20_000),
});

const unknownDifference = object({ reason: text() });
const readNumbers = object({ formatVersion: amount, errors: amount, warnings: amount });
const readLists = object({ findings: list(readFinding), stale: list(readStale, 20_000) });

/** The report that a document says. Throws ShapeError where it is none. */
function reportOf(document: unknown): Report {
  const { formatVersion, errors, warnings } = readNumbers(document, "");
  if (formatVersion !== 1) throw new ShapeError(`"formatVersion" is ${formatVersion}, and this version of the Action reads 1`);
  const { findings, stale } = readLists(document, "");
  const { pullRequest, difference } = document as { readonly pullRequest?: unknown; readonly difference?: unknown };
  return {
    pullRequest: orNull(amount)(pullRequest, "pullRequest"),
    errors,
    warnings,
    findings,
    stale,
    difference: differenceOf(difference),
  };
}

function differenceOf(value: unknown): ReportedDifference {
  const { known } = object({ known: truth })(value, "difference");
  return known ? { known, ...readDifference(value, "difference") } : { known, ...unknownDifference(value, "difference") };
}

/** Bytes of a report: far more than ours have. */
const largest = 30_000_000;

/**
 * Reads a report that another job wrote, maybe one with a stranger's code
 *
 * Throws ActionError where it is a link, no file, too large, or says something else than a report does.
 */
export function readReport(file: string): Report {
  try {
    const { size } = regularFile(file);
    if (size > largest) throw new ShapeError(`it has ${size} bytes`);
    return reportOf(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch (error) {
    throw new ActionError(`The report "${file}" cannot be used: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function regularFile(file: string): fs.Stats {
  const found = fs.lstatSync(file);
  if (!found.isFile()) throw new ShapeError("it is no regular file");
  return found;
}
