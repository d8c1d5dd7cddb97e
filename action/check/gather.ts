/** Runs the commands of a check and puts what they say into one report */
import { member } from "../event.ts";
import { readDifference, readFinding, readStale } from "../read-report.ts";
import type { Finding, Report, ReportedDifference, ReportedFile, StaleFile } from "../report.ts";
import { ActionError } from "../runner.ts";
import { list, type Reader } from "../shape.ts";
import type { Command, Ran } from "./command.ts";
import type { Base } from "./find-base.ts";

export interface Wishes {
  readonly environments: readonly string[];
  readonly buildCheck: boolean;
  readonly base: Base | undefined;
  readonly pullRequest?: number;
}

export interface Gathered {
  readonly report: Report;
  /** Definitions that changed, and those that need them: `{"kind":"flow","name":"churn"}`. */
  readonly affected: readonly Affected[];
  /** Whether a definition or an artifact changed; undefined where that is not known. */
  readonly changed: boolean | undefined;
  /** Workflow commands, for the log as they are. */
  readonly annotations: string;
  readonly sarif: string;
  /** What the commands said beside their documents. */
  readonly notes: string;
}

interface Affected {
  readonly kind: string;
  readonly name: string;
}

/** Throws ActionError where a command does not end as the contract says, which is a fault of the set-up or of Millwright, not of the definitions. */
export async function gather(command: Command, { environments, buildCheck, base, pullRequest }: Wishes): Promise<Gathered> {
  const narrowed = environments.flatMap((name) => ["--env", name]);
  const notes: string[] = [];
  const finished = async (args: readonly string[]): Promise<Ran> => {
    const ran = await command.run([...args, ...narrowed]);
    notes.push(ran.err);
    if (ran.code === 0 || ran.code === 1) return ran;
    throw new ActionError(`"millwright ${args.join(" ")}" ended with ${ran.code}:\n${(ran.err || ran.out).slice(0, 4_000)}`);
  };
  const checked = documentOf(await finished(["check", "--format", "json"]));
  const github = await finished(["check", "--format", "github"]);
  const sarif = (await finished(["check", "--format", "sarif"])).out;
  const fromCheck = findingsOf(checked);
  const built =
    buildCheck && fromCheck.every(({ severity }) => severity !== "error") ? documentOf(await finished(["build", "--check", "--json"])) : {};
  const all = [...fromCheck, ...newOnes(findingsOf(built), fromCheck)].filter(
    ({ severity }) => severity === "error" || severity === "warning",
  );
  const compared = base === undefined ? undefined : await compare(command, base, narrowed);
  return {
    report: {
      pullRequest: pullRequest ?? null,
      errors: count(all, "error"),
      warnings: count(all, "warning"),
      findings: all
        .toSorted((left, right) => Number(left.severity === "warning") - Number(right.severity === "warning"))
        .slice(0, mostFindings),
      stale: staleOf(built),
      difference: compared?.difference ?? { known: false, reason: "This run has no base to compare with." },
    },
    affected: compared?.affected ?? [],
    changed: compared === undefined || !compared.difference.known ? undefined : isChange(compared.difference),
    annotations: github.out,
    sarif,
    notes: [...new Set(notes)].filter((note) => note !== "").join(""),
  };
}

const mostFindings = 2_000;

interface Compared {
  readonly difference: ReportedDifference;
  readonly affected: readonly Affected[];
}

/** The base may not compile, or not be in the clone: that is no fault of this change, so it is said, and the check goes on. */
async function compare(command: Command, { reference, name }: Base, narrowed: readonly string[]): Promise<Compared> {
  const from = ["--base", reference, ...narrowed];
  const diff = await command.run(["diff", "--format", "json", ...from]);
  if (diff.code !== 0 && diff.code !== 1) return { difference: { known: false, reason: diff.err.trim().slice(0, 2_000) }, affected: [] };
  const listed = await command.run(["list", "--select", "state:modified+", "--json", ...from]);
  return {
    difference: { known: true, ...withinBounds(readDifference(documentOf(diff), "diff")), base: name },
    affected: listed.code === 0 || listed.code === 1 ? affectedOf(documentOf(listed)) : [],
  };
}

/** Characters of all files' differences in a report, far more than a summary shows. */
const mostText = 4_000_000;

/** Where there is more, files stay in the list without their differences. */
function withinBounds<D extends { readonly files: readonly ReportedFile[] }>(difference: D): D {
  let length = 0;
  const files = difference.files.map((file) => {
    length += file.diff.length;
    return length <= mostText ? file : { ...file, diff: "", more: file.more + file.diff.split("\n").length };
  });
  return { ...difference, files };
}

function isChange(difference: ReportedDifference & { readonly known: true }): boolean {
  return difference.changes.length > 0 || difference.files.length > 0;
}

function affectedOf(document: unknown): readonly Affected[] {
  const definitions = member(document, "definitions");
  return (Array.isArray(definitions) ? definitions : []).map((entry: unknown) => ({
    kind: String(member(entry, "kind")),
    name: String(member(entry, "name")),
  }));
}

function findingsOf(document: unknown): readonly Finding[] {
  return readAll(member(document, "diagnostics") ?? [], readFinding, "diagnostics");
}

function staleOf(document: unknown): readonly StaleFile[] {
  const files = member(document, "files");
  const changed = (Array.isArray(files) ? files : []).filter((file: unknown) => member(file, "action") !== "keep");
  return readAll(changed, readStale, "files");
}

/** All of it: the figures count everything, though a report shows a part. */
function readAll<T>(value: unknown, reader: Reader<T>, place: string): readonly T[] {
  return list(reader, Number.POSITIVE_INFINITY)(value, place);
}

/** What the build found and the check did not: it writes, so it sees the disk. */
function newOnes(found: readonly Finding[], known: readonly Finding[]): readonly Finding[] {
  const keys = new Set(known.map(keyOf));
  return found.filter((finding) => !keys.has(keyOf(finding)));
}

function keyOf({ code, message, file, line }: Finding): string {
  return JSON.stringify([code, message, file, line]);
}

function count(findings: readonly Finding[], severity: Finding["severity"]): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

function documentOf({ out, err }: Ran): unknown {
  try {
    return JSON.parse(out);
  } catch {
    throw new ActionError(`The command wrote something else than its document:\n${(out || err).slice(0, 2_000)}`);
  }
}
