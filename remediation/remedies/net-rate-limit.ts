import { moreAttempts } from "./attempts.ts";
import { lessAtOnce } from "./parallelism.ts";
import { always, type Change, type ClassRemedy, type Situation } from "./remedy.ts";

/** Too many requests: again later, and less at once. */
export const netRateLimit: ClassRemedy = { words: always("retry.backoff", "30s doubling, and less at once"), change: slower };

function slower(situation: Situation): Change | string {
  const { flow, step, facts } = situation;
  if (facts.some(({ reason }) => reason !== null && /Pull/.test(reason)))
    return "The registry of the image answers too often: a cache of it in the cluster helps, and no definition has one.";
  const less = lessAtOnce(flow, step);
  const again = moreAttempts(situation, "failure", true);
  if (typeof again !== "string")
    return less === undefined ? again : { ...again, alongside: [...(again.alongside ?? []), less], review: true };
  return less === undefined ? again : { ...less, observed: { atOnce: Number(less.from) }, bound: null, review: true };
}
