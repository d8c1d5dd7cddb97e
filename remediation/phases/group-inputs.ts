import { joinSubjects } from "../../runs/read/join-subjects.ts";
import type { Observation, Subject } from "../../runs/read/observation.ts";
import { type Digest, emptyDigest } from "../text/digest.ts";
import type { Case } from "./2-diagnose.ts";

/** An input that was read: a record of the platform, or a log. */
export interface ReadInput {
  readonly name: string;
  readonly observation: Observation | undefined;
  readonly digest: Digest;
}

/** What gets one verdict: the cases of one run, of which the surest is told. */
export interface Group {
  readonly input: string;
  readonly cases: readonly [Case, ...Case[]];
}

/**
 * The inputs of one folder, file or archive, by what they belong to.
 *
 * Records of the same pod are joined. A log belongs to the subject that its name names; where all records are of one pod or run, every log beside them is its own.
 * Logs without records beside them stand alone, each.
 */
export function groupsOf(inputs: readonly ReadInput[]): readonly Group[] {
  const records = inputs.filter((input) => input.observation !== undefined);
  const logs = inputs.filter((input) => input.observation === undefined);
  if (records.length === 0) return logs.map(alone);
  const subjects = joinSubjects(records.flatMap(({ observation }) => observation?.subjects ?? []));
  const isOneRun = records.length === 1 || subjects.filter(isWork).length <= 1;
  const ownerOf = new Map(logs.map((log) => [log, ownerAmong(subjects, log.name) ?? (isOneRun ? main(subjects) : undefined)]));
  const caseOf = (input: string, subject: Subject): Case => ({
    input,
    subject,
    digest: together(logs.filter((log) => ownerOf.get(log)?.id === subject.id).map(({ digest }) => digest)),
  });
  const groups = isOneRun
    ? [groupOf(records[0]?.name ?? "", subjects, caseOf)]
    : records.map(({ name, observation }) => groupOf(name, ownSubjects(records, name, observation, subjects), caseOf));
  return [...groups.flatMap((group) => group ?? []), ...logs.filter((log) => ownerOf.get(log) === undefined).map(alone)];
}

function alone({ name, digest }: ReadInput): Group {
  return { input: name, cases: [{ input: name, subject: null, digest }] };
}

function groupOf(input: string, subjects: readonly Subject[], caseOf: (input: string, subject: Subject) => Case): Group | undefined {
  const [first, ...rest] = subjects.map((subject) => caseOf(input, subject));
  return first === undefined ? undefined : { input, cases: [first, ...rest] };
}

/** Whether it is something that ran, not what it ran on or was made by. */
function isWork({ id }: Subject): boolean {
  return /^(?:pod|argo|kubeflow|maestro|run|spark|worker)\//.test(id);
}

function main(subjects: readonly Subject[]): Subject | undefined {
  return subjects.find((subject) => isWork(subject) && subject.outcome === "failed") ?? subjects.find(isWork) ?? subjects[0];
}

/** Each subject is told of where it was first seen. */
function ownSubjects(
  records: readonly ReadInput[],
  name: string,
  observation: Observation | undefined,
  joined: readonly Subject[],
): readonly Subject[] {
  const before = new Set<string>();
  for (const record of records) {
    if (record.name === name) break;
    for (const { id } of record.observation?.subjects ?? []) before.add(id);
  }
  const own = new Set((observation?.subjects ?? []).map(({ id }) => id).filter((id) => !before.has(id)));
  return joined.filter(({ id }) => own.has(id));
}

/** The subject with the longest name that stands in the log's path. */
function ownerAmong(subjects: readonly Subject[], log: string): Subject | undefined {
  const path = log.replaceAll("\\", "/");
  const named = subjects.filter(({ name, logs }) => (name.length > 2 && path.includes(name)) || logs.some((own) => path.endsWith(own)));
  return named.reduce<Subject | undefined>(
    (best, one) => (best === undefined || one.name.length > best.name.length ? one : best),
    undefined,
  );
}

function together(digests: readonly Digest[]): Digest {
  const [first = emptyDigest, ...rest] = digests;
  return rest.reduce(
    (sum, digest) => ({ lines: [...sum.lines, ...digest.lines], count: sum.count + digest.count, bytes: sum.bytes + digest.bytes }),
    first,
  );
}
