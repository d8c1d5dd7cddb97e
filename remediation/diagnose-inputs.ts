/** Reads and diagnoses: phases 1 and 2 for whoever only wants to know. */
import { measuredSubject } from "../runs/measure/measured-subject.ts";
import type { Measures } from "../runs/measure/prometheus.ts";
import type { Unread } from "../runs/read/bytes/input.ts";
import { localRunRecord } from "../runs/read/local/run-record.ts";
import type { Subject } from "../runs/read/observation.ts";
import type { RunRecord } from "../runs/run-record.ts";
import { modelCard, openClassifier } from "./model/classifier.ts";
import { readGroups } from "./phases/1-read.ts";
import { type Case, type DiagnoseTools, diagnose } from "./phases/2-diagnose.ts";
import type { Group } from "./phases/group-inputs.ts";
import { emptyDigest } from "./text/digest.ts";
import { rulebookOf } from "./text/rulebook.ts";
import type { Action, Verdict } from "./verdict.ts";

/** The verdict on an input, and on whatever else the same input tells of. */
export interface InputVerdict extends Verdict {
  readonly also: readonly Pick<Verdict, "subject" | "class" | "confidence" | "action">[];
}

export interface DiagnoseOptions {
  readonly standardInput: AsyncIterable<Uint8Array>;
  readonly onUnread: (unread: Unread) => void;
  /** Told before the first verdict where there is no classifier. */
  readonly onRulesOnly: () => void;
  /** What was measured of pods. */
  readonly measures?: Measures;
}

/** A verdict with what the platform says of what it is about. */
export interface JudgedGroup {
  readonly verdict: InputVerdict;
  readonly subject: Subject | null;
}

/** A verdict for each input behind the paths, in order. */
export async function* diagnoseInputs(paths: readonly string[], options: DiagnoseOptions): AsyncGenerator<InputVerdict> {
  for await (const { verdict } of judgeInputs(paths, options)) yield verdict;
}

/** The same, with the subject of each verdict. */
export async function* judgeInputs(
  paths: readonly string[],
  { standardInput, onUnread, onRulesOnly, measures = new Map() }: DiagnoseOptions,
): AsyncGenerator<JudgedGroup> {
  const tools = await diagnoseTools();
  if (tools.classifier === undefined) onRulesOnly();
  for await (const group of readGroups(paths, { rulebook: tools.rulebook, standardInput, onUnread }))
    yield judge(measured(group, measures), tools);
}

function measured({ input, cases: [first, ...rest] }: Group, measures: Measures): Group {
  const withMeasures = (one: Case): Case => ({ ...one, subject: one.subject && measuredSubject(one.subject, measures) });
  return { input, cases: [withMeasures(first), ...rest.map(withMeasures)] };
}

/** A verdict on each step that failed in a record. */
export async function judgeRecord(record: RunRecord, tools: DiagnoseTools): Promise<readonly JudgedGroup[]> {
  const subjects = localRunRecord(record)?.subjects ?? [];
  return Promise.all(
    subjects.map((subject) => judge({ input: record.id, cases: [{ input: record.id, subject, digest: emptyDigest }] }, tools)),
  );
}

/** What verdicts are made with. */
export async function diagnoseTools(): Promise<DiagnoseTools> {
  const card = modelCard();
  return { rulebook: rulebookOf(), card, classifier: await openClassifier(card) };
}

const weight: Readonly<Record<Action, number>> = { propose: 3, report: 2, abstain: 1, none: 0 };

/** The surest verdict on what failed is the group's own. */
async function judge({ input, cases }: Group, tools: DiagnoseTools): Promise<JudgedGroup> {
  const judged: { readonly verdict: Verdict; readonly subject: Subject | null }[] = [];
  for (const one of cases) judged.push({ verdict: await diagnose(one, tools), subject: one.subject });
  const [first, ...rest] = judged.toSorted(
    ({ verdict: one }, { verdict: other }) => weight[other.action] - weight[one.action] || other.confidence - one.confidence,
  );
  if (first === undefined) throw new Error("a group has at least one case");
  const also = rest.map(({ verdict: { subject, class: name, confidence, action } }) => ({ subject, class: name, confidence, action }));
  return { verdict: { ...first.verdict, input, also }, subject: first.subject };
}
