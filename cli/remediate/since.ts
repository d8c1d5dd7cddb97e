import type { Compiled } from "../../compiler/index.ts";
import { diagnoseTools, type JudgedGroup, judgeRecord } from "../../remediation/diagnose-inputs.ts";
import {
  type Handled,
  type HandledEntry,
  type Healed,
  handledKey,
  healed,
  readHandled,
  withHandled,
} from "../../remediation/history/handled.ts";
import { waitsFor } from "../../remediation/history/remembered.ts";
import { type Histories, stepHistories, stepKey } from "../../remediation/history/step-histories.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import { listRuns } from "../../runs/run-store.ts";
import type { StepHistory } from "../../runs/step-history.ts";
import { PlaceFault } from "../../runs/store/place.ts";
import type { RecordStore } from "../../runs/store/record-store.ts";
import { parseDuration } from "../../schema/words/quantities.ts";
import type { Context } from "../context.ts";
import { note } from "../output.ts";
import { openRuns, withRuns } from "../runs/open-runs.ts";
import { badOption } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

/** What history is read for a trend and for raises, whatever `--since` says. */
const remembered = 90 * 24 * 3_600_000;
const noteName = "handled";

/** The latest failure of a step in one way. */
export interface Failure {
  readonly group: JudgedGroup;
  readonly history: StepHistory;
  /** Why it is not time yet; undefined where it is. */
  readonly waits: string | undefined;
  /** Remembers that it was worked on. */
  readonly done: () => Promise<void>;
}

interface Poll {
  readonly failures: readonly Failure[];
  /** What was handled before and has succeeded since. */
  readonly healed: readonly Healed[];
}

interface PollOptions {
  readonly root: string;
  readonly store: RecordStore;
  /** "24h". */
  readonly since: string;
  /** What the config says of classes. */
  readonly classes: Readonly<Record<string, "off" | "report" | number>>;
}

/**
 * The failures of runs that began within a time: one for each environment, flow, step and class, the latest, in order; what was handled is left out
 *
 * Exit handlers do not run after a kill, so that a bot has to look for itself. Throws cli/bad-option, a PlaceFault.
 */
async function poll(context: Context, { root, store, since, classes }: PollOptions): Promise<Poll> {
  const span = parseDuration(since);
  if (span === undefined)
    throw new UsageError(badOption.at(null, { option: "--since", found: since, expected: 'a duration such as "24h"' }));
  const now = context.now().getTime();
  const records = await recordsSince(context, root, store, new Date(now - Math.max(span, remembered)).toISOString());
  const histories = await stepHistories(records);
  const handled = readHandled(await store.readNote(noteName));
  const recent = records.filter(({ status, startedAt }) => status === "failed" && now - Date.parse(startedAt) <= span);
  return { failures: await failuresOf(recent, { histories, handled, store, classes }), healed: healed(handled, histories) };
}

/** What is remembered of each step, from the runs of ninety days; empty where the store cannot be used, which is said. */
export async function rememberedSteps(context: Context, root: string, { configuration }: Compiled): Promise<Histories> {
  const from = new Date(context.now().getTime() - remembered).toISOString();
  try {
    return await stepHistories(await recordsSince(context, root, openRuns(context, root, configuration), from));
  } catch (error) {
    if (!(error instanceof PlaceFault)) throw error;
    note(context, `warning: no history is known, because the store of runs "${error.place}" ${error.reason}.`);
    return new Map();
  }
}

/** The store's, and those of this machine; in order of their start. */
async function recordsSince(context: Context, root: string, store: RecordStore, moment: string): Promise<readonly RunRecord[]> {
  const found = new Map<string, RunRecord>();
  for await (const run of store.since(moment)) {
    if ("record" in run) found.set(run.record.id, run.record);
    else note(context, `warning: "${run.key}" in "${store.name}" is passed over: ${run.problem}.`);
  }
  for (const run of listRuns(root)) if ("record" in run && run.record.startedAt >= moment) found.set(run.id, run.record);
  return [...found.values()].sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
}

interface Working extends Pick<PollOptions, "store" | "classes"> {
  readonly histories: Histories;
  readonly handled: Handled;
}

async function failuresOf(records: readonly RunRecord[], { histories, handled, store, classes }: Working): Promise<readonly Failure[]> {
  const tools = records.length > 0 ? await diagnoseTools() : undefined;
  const latest = new Map<string, { readonly group: JudgedGroup; readonly entry: HandledEntry }>();
  for (const record of records) {
    for (const group of tools === undefined ? [] : await judgeRecord(record, tools)) {
      const { verdict, subject } = group;
      const { flow, step, environment } = { ...subject?.origin };
      if (verdict.action === "none" || flow == null || step == null || environment === undefined) continue;
      const entry = { run: record.id, startedAt: record.startedAt, environment, flow, step, class: verdict.class };
      const key = handledKey(entry);
      // The latest comes last.
      latest.delete(key);
      latest.set(key, { group, entry });
    }
  }
  return [...latest].flatMap(([key, { group, entry }]) => {
    if (handled[key]?.run === entry.run || classes[entry.class] === "off") return [];
    const history = histories.get(stepKey(entry)) ?? { ...entry, attempts: [] };
    const waits = waitsFor(history, group.verdict.class, entry.startedAt, classes[entry.class]);
    return [{ group, history, waits, done: () => store.changeNote(noteName, (text) => withHandled(text, key, entry)) }];
  });
}

/** Handles what a poll finds, and remembers what was worked on: not what waits, nor what could not be published, which the next poll takes up again. */
export async function handleSince(
  context: Context,
  { root, before, since, isDry }: { readonly root: string; readonly before: Compiled; readonly since: string; readonly isDry: boolean },
  handle: (group: JudgedGroup, past: Failure) => Promise<boolean>,
  heal: (healed: Healed) => Promise<void>,
): Promise<void> {
  await withRuns(context, async () => {
    const store = openRuns(context, root, before.configuration);
    const classes = before.configuration?.remediation.classes ?? {};
    const { failures, healed: mended } = await poll(context, { root, store, since, classes });
    if (failures.length === 0) note(context, `Nothing failed since ${since} that was not handled.`);
    for (const failure of failures) {
      const isWorkedOn = await handle(failure.group, failure);
      if (isWorkedOn && failure.waits === undefined && !isDry) await failure.done();
    }
    for (const one of mended) {
      note(context, `healed ${one.key}: ${one.reason}`);
      if (!isDry) await heal(one);
    }
  });
}
