import { momentOf } from "./run-times.ts";

const longest = 63;

/** The id of a new run: "churn-20261124t031500z-7f3a"; at most 63 of [a-z0-9-] (meaning.md, rule 21). `random` is four hexadecimal digits. */
export function newRunId(flow: string, now: number, random: string): string {
  const ending = `-${momentOf(now).replaceAll(/[-:]/g, "").toLowerCase()}-${random}`;
  const name = flow.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return `${name.slice(0, longest - ending.length).replace(/-+$/, "")}${ending}`;
}
