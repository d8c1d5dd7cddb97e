import { pathText } from "../../compiler/diff/say-property.ts";
import { parseDuration, parseMemory } from "../../schema/words/quantities.ts";
import type { Scalar } from "../proposal.ts";
import type { Change, CompanionChange } from "./remedy.ts";

type Most = Readonly<Record<string, string | number>>;

/** The change, no more than what the platform's `remediation.most` allows of its field; in a sentence why not, where that is no raise. */
export function withinPolicy(change: Change, most: Most): Change | string {
  const tight = (change.alongside ?? []).find((one) => isOver(one, most));
  if (tight !== undefined)
    return `"${pathText(tight.path)}" would have to be "${tight.to}" with it, and the platform allows at most "${boundOf(tight, most)}".`;
  const bound = boundOf(change, most);
  if (bound === undefined || !isOver(change, most)) return change;
  const [now, allowed] = [amountOf(change.from ?? ""), amountOf(bound)];
  if (change.from === null || typeof bound !== typeof change.to || allowed === undefined || (now !== undefined && now >= allowed))
    return `"${pathText(change.path)}" would be "${change.to}", and the platform allows at most "${bound}".`;
  return { ...change, to: bound, bound: { most: String(bound), because: "the platform allows no more" } };
}

function boundOf({ path }: Pick<Change, "path">, most: Most): string | number | undefined {
  const name = pathText(path);
  return Object.hasOwn(most, name) ? most[name] : undefined;
}

function isOver(change: Change | CompanionChange, most: Most): boolean {
  const [wanted, allowed, now] = [change.to, boundOf(change, most) ?? "", change.from ?? ""].map(amountOf);
  return wanted !== undefined && allowed !== undefined && wanted > allowed && !(now !== undefined && wanted <= now);
}

function amountOf(value: Scalar): number | undefined {
  return typeof value === "number" ? value : typeof value === "string" ? (parseMemory(value) ?? parseDuration(value)) : undefined;
}
