/**
 * The one form in which what is on a server and what is wanted there can be compared
 *
 * Maestro writes out its defaults, gives names of kinds in capitals, makes numbers of durations texts, and adds to a step those before it.
 */
import { isList, isObject } from "../difference.ts";

/** What says the same whether it stands there or not. */
const defaults: Readonly<Record<string, unknown>> = {
  mode: "MUTABLE",
  failure_mode: "FAIL_AFTER_RUNNING",
  strict_ordering: false,
};

/** A workflow, or a part of one. */
export function comparable(value: unknown): unknown {
  if (isList(value)) return value.map(comparable);
  if (!isObject(value)) return value;
  // The names in it are the user's own.
  const isMap = String(value["type"]).toUpperCase() === "STRING_MAP";
  const members = Object.entries(value).flatMap(([key, member]): [string, unknown][] => {
    if (member === null || key === "predecessors" || (Object.hasOwn(defaults, key) && member === defaults[key])) return [];
    if (key === "tags" && isList(member) && member.length === 0) return [];
    if (key === "value" && isMap) return [[key, member]];
    if ((key === "type" || key === "rule") && typeof member === "string") return [[key, member.toUpperCase()]];
    if (key === "timeout" && (typeof member === "number" || typeof member === "string")) return [[key, String(member)]];
    return [[key, comparable(member)]];
  });
  return Object.fromEntries(members);
}

/** Of a workflow's properties those that we push; `found` may have others, which are those of people. */
export function comparableProperties(properties: { readonly [name: string]: unknown }): { readonly [name: string]: unknown } {
  const { owner, run_strategy: strategy, step_concurrency: steps, description, time_trigger_disabled: off } = properties;
  return {
    owner: isObject(owner) ? owner["name"] : owner,
    run_strategy: comparableStrategy(strategy),
    step_concurrency: steps,
    ...(typeof description === "string" && { description }),
    ...(off === true && { time_trigger_disabled: true }),
  };
}

function comparableStrategy(strategy: unknown): unknown {
  const written = typeof strategy === "string" ? { rule: strategy } : typeof strategy === "number" ? parallel(strategy) : strategy;
  if (!isObject(written)) return written;
  const { rule, workflow_concurrency: concurrency } = written;
  const name = String(rule).toUpperCase();
  return name === "PARALLEL" ? parallel(typeof concurrency === "number" ? concurrency : 20) : { rule: name };
}

function parallel(concurrency: number) {
  return { rule: "PARALLEL", workflow_concurrency: concurrency };
}
