import { lessAtOnce } from "./parallelism.ts";
import { byText, type Change, type ClassRemedy, type Situation } from "./remedy.ts";

/** Over a quota: less at once. More of a quota is for whoever gives it. */
export const schedQuota: ClassRemedy = {
  words: byText(
    ["executor memory", "spark.executor.memory", "at most what the cluster allows"],
    ["gpu|accelerator", "accelerator.type", "a type with quota left"],
    ["memory", "resources.memory", "say requests, or run less at once"],
    [null, "resources.cpu", "say requests, or run less at once"],
  ),
  change: withinQuota,
};

function withinQuota({ flow, step, facts }: Situation): Change | string {
  if (facts.some(({ message }) => /must specify/.test(message)))
    return `The namespace asks every pod for requests, and step "${step.name}" says none of some: what it needs a person has to say, under "resources".`;
  const less = lessAtOnce(flow, step);
  return less === undefined
    ? `Step "${step.name}" alone is over the quota: ask less under "resources", or whoever gives the quota.`
    : { ...less, observed: { atOnce: Number(less.from) }, bound: null, review: true };
}
