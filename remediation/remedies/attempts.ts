import { endsOf } from "./past/ends.ts";
import type { Change, CompanionChange, Situation } from "./remedy.ts";

const enough = 3;
const firstWait = "30s";

/** Three retries of what a retry can help, with a wait between them where one helps. */
export function moreAttempts({ step, history }: Situation, kind: "failure" | "infrastructure", waits: boolean): Change | string {
  const { retry, idempotent, name } = step;
  if (!idempotent) return `Step "${name}" is not idempotent: whether it may run again, a person has to know.`;
  const ends = endsOf(history);
  if (ends !== undefined && ends.broken >= 3 && ends.flaky === 0)
    return `Step "${name}" failed in ${ends.broken} of its runs, and no further attempt ever helped: it is broken, and a retry only costs time.`;
  const covers = retry === undefined ? undefined : retry.on === "any" || retry.on === kind;
  const on: readonly CompanionChange[] =
    covers === true || (retry === undefined && kind === "failure")
      ? []
      : [
          {
            path: ["retry", "on"],
            from: retry?.on ?? null,
            to: retry === undefined ? kind : "any",
            formula: `so that ${sayKind[kind]} is repeated`,
          },
        ];
  const wait: readonly CompanionChange[] =
    !waits || retry?.backoff !== undefined
      ? []
      : [
          {
            path: ["retry", "backoff", "initial"],
            from: null,
            to: firstWait,
            formula: "30s, doubling: what answers again needs some time",
          },
        ];
  const [first, ...rest] = [...on, ...wait];
  const base = { observed: { retries: retry?.limit ?? 0 }, bound: { most: String(enough), because: "more would only hide the cause" } };
  if (retry === undefined || retry.limit < enough)
    return {
      ...base,
      path: ["retry", "limit"],
      from: retry?.limit ?? null,
      to: enough,
      formula: `${enough} retries`,
      alongside: [...on, ...wait],
    };
  if (first === undefined) return `Step "${name}" has ${retry.limit} retries already: more would only hide the cause.`;
  return { ...base, ...first, bound: null, alongside: rest };
}

const sayKind = { failure: "a failure of the command", infrastructure: "a lost pod" };
