import { type Rung, rungs } from "../../runs/read/observation.ts";
import type { FailureClass } from "../classes.ts";
import type { Strength } from "../rules/rule.ts";
import { isForeign } from "../text/foreign.ts";
import type { Hit } from "../text/rulebook.ts";
import { consequences } from "./consequences.ts";

/** A class that rules name, and why. */
export interface Cause {
  readonly class: FailureClass;
  readonly strength: Strength;
  /** Who says so, the most trusted. */
  readonly rung: Rung;
  readonly score: number;
  /** The rule with the most weight. */
  readonly rule: string;
  /** What it rests on, the strongest first, then in order. */
  readonly hits: readonly Hit[];
}

/**
 * The classes that the hits name, the likeliest cause first.
 *
 * Specific before generic, causes before their consequences, more lines before fewer, earlier before later: what comes last is often only the end of it.
 */
export function rankCauses(hits: readonly Hit[]): readonly Cause[] {
  const grouped = Map.groupBy(
    hits.filter(({ rule, line }) => !isForeign(line.text) && !(rule.strength === 1 && isCalm(line.text))),
    ({ rule }) => rule.class,
  );
  const causes = [...grouped].map(([name, own]) => causeOf(name, own));
  const remaining = causes.filter((cause) => !causes.some((other) => explains(other, cause)));
  return remaining.sort((one, other) => other.score - one.score || firstLine(one) - firstLine(other));
}

function causeOf(name: FailureClass, hits: readonly Hit[]): Cause {
  const weighed = hits
    .map((hit) => ({ hit, weight: weightOf(hit) }))
    .sort((one, other) => other.weight - one.weight || one.hit.line.number - other.hit.line.number);
  const [best] = weighed;
  const lines = new Set(hits.filter(({ rule }) => rule.strength > 1).map(({ line }) => line.number)).size;
  return {
    class: name,
    strength: best?.hit.rule.strength ?? 1,
    rung: best?.hit.rung ?? "workload",
    score: (best?.weight ?? 0) + Math.min(1, 0.2 * Math.log2(1 + lines)),
    rule: best?.hit.rule.id ?? name,
    hits: weighed.map(({ hit }) => hit),
  };
}

const weights: Readonly<Record<Strength, number>> = { 1: 0.5, 2: 2, 3: 6 };

/** Connections break and programs trip over them in every long log, so these count less than what is particular. */
const common: ReadonlySet<FailureClass> = new Set(["net.transient", "code.exception"]);

/** What the platform states outweighs what a workload writes. */
const trust: Readonly<Record<Rung, number>> = { status: 2, event: 1.6, platform: 1.3, workload: 1 };

function weightOf({ rule, line, rung }: Hit): number {
  return trust[rung] * weights[rule.strength] * (isCalm(line.text) ? 0.6 : 1) * (common.has(rule.class) ? 0.7 : 1);
}

/** Whether a line says of itself that it is no error. */
function isCalm(line: string): boolean {
  const level = /\b(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)\b|level=[a-z]{1,8}/.exec(line.slice(0, 160))?.[0];
  return level === "INFO" || level === "DEBUG" || level === "TRACE" || level === "level=debug";
}

/** Whether one is the cause of the other. What a workload writes explains nothing away that the platform states. */
function explains(cause: Cause, effect: Cause): boolean {
  if (cause.strength < 2 || cause.strength < effect.strength || rungs.indexOf(cause.rung) > rungs.indexOf(effect.rung)) return false;
  return consequences[cause.class]?.includes(effect.class) === true;
}

function firstLine({ hits }: Cause): number {
  return Math.min(...hits.map(({ line }) => line.number));
}
