/** What a poll has done, as a note in the store: written after the work, so that what was cut off is done again, and publishing is the same twice. */
import * as z from "zod";
import { successesAfter } from "./remembered.ts";
import { type Histories, stepKey } from "./step-histories.ts";

const entry = z.object({
  run: z.string(),
  startedAt: z.string(),
  environment: z.string(),
  flow: z.string(),
  step: z.string(),
  class: z.string(),
});
const schema = z.object({ formatVersion: z.literal(1), handled: z.record(z.string(), entry) });

export type HandledEntry = z.infer<typeof entry>;
export type Handled = Readonly<Record<string, HandledEntry>>;

/** Older ones are forgotten: what fails again is a new matter. */
const longest = 30 * 24 * 3_600_000;

/** A note that is damaged handled nothing: the work is done again. */
export function readHandled(text: string | undefined): Handled {
  try {
    const parsed = schema.safeParse(JSON.parse(text ?? ""));
    return parsed.success ? parsed.data.handled : {};
  } catch {
    return {};
  }
}

/** The note with one more; what another poll wrote meanwhile stays. */
export function withHandled(text: string | undefined, key: string, done: HandledEntry): string {
  const before = Object.entries(readHandled(text)).filter(
    ([other, { startedAt }]) => other !== key && Date.parse(done.startedAt) - Date.parse(startedAt) < longest,
  );
  const handled = Object.fromEntries([...before, [key, done] as const].sort(([one], [other]) => (one < other ? -1 : 1)));
  return `${JSON.stringify({ formatVersion: 1, handled })}\n`;
}

/** "prod/churn/fit/mem.container_oom": one verdict for each. */
export function handledKey({ environment, flow, step, class: name }: Omit<HandledEntry, "run" | "startedAt">): string {
  return `${stepKey({ environment, flow, step })}/${encodeURIComponent(name)}`;
}

/** Runs that have to succeed before what was proposed is no longer needed. */
const enough = 2;

export interface Healed extends Pick<HandledEntry, "environment" | "flow" | "step" | "class"> {
  readonly key: string;
  readonly reason: string;
}

/** What was handled, and whose step succeeded since: a publisher may close what it opened. */
export function healed(handled: Handled, histories: Histories): readonly Healed[] {
  return Object.entries(handled).flatMap(([key, { run, environment, flow, step, class: name }]) => {
    const history = histories.get(stepKey({ environment, flow, step }));
    const since = history === undefined ? [] : successesAfter(history, run);
    if (since.length < enough) return [];
    return [
      {
        key,
        environment,
        flow,
        step,
        class: name,
        reason: `Step "${step}" of flow "${flow}" succeeded in ${since.length} runs since ${run}, the last ${since.at(-1) ?? ""}.`,
      },
    ];
  });
}
