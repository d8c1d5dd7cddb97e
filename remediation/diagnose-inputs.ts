/** Reads and diagnoses: phases 1 and 2 for whoever only wants to know. */
import type { Unread } from "../runs/read/bytes/input.ts";
import { modelCard, openClassifier } from "./model/classifier.ts";
import { readGroups } from "./phases/1-read.ts";
import { type DiagnoseTools, diagnose } from "./phases/2-diagnose.ts";
import type { Group } from "./phases/group-inputs.ts";
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
}

/** A verdict for each input behind the paths, in order. */
export async function* diagnoseInputs(
  paths: readonly string[],
  { standardInput, onUnread, onRulesOnly }: DiagnoseOptions,
): AsyncGenerator<InputVerdict> {
  const card = modelCard();
  const [rulebook, classifier] = [rulebookOf(), await openClassifier(card)];
  if (classifier === undefined) onRulesOnly();
  const tools: DiagnoseTools = { rulebook, card, classifier };
  for await (const group of readGroups(paths, { rulebook, standardInput, onUnread })) yield verdictOf(group, tools);
}

const weight: Readonly<Record<Action, number>> = { propose: 3, report: 2, abstain: 1, none: 0 };

/** The surest verdict on what failed is the group's own. */
async function verdictOf({ input, cases }: Group, tools: DiagnoseTools): Promise<InputVerdict> {
  const verdicts: Verdict[] = [];
  for (const one of cases) verdicts.push(await diagnose(one, tools));
  const [first, ...rest] = verdicts.toSorted(
    (one, other) => weight[other.action] - weight[one.action] || other.confidence - one.confidence,
  );
  if (first === undefined) throw new Error("a group has at least one case");
  return {
    ...first,
    input,
    also: rest.map(({ subject, class: name, confidence, action }) => ({ subject, class: name, confidence, action })),
  };
}
