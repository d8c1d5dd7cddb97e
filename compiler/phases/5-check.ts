/** Phase 5: the rules look at the program, and change nothing. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../plan.ts";
import type { Flow, Program } from "../program.ts";
import { rules as ours } from "../rules/index.ts";
import type { Checked, Rule } from "../rules/rule.ts";

export interface CheckOptions {
  /** The moment that `check` looks at the clock for; left out while building. */
  readonly now?: Date;
  /** Flows of which an earlier build found nothing, and nothing changed. */
  readonly unchanged?: Pick<ReadonlySet<Flow>, "has">;
  /** Flows that are the same in another environment, with their plans, and of which nothing was found there. */
  readonly clean?: Pick<ReadonlySet<Flow>, "has">;
  /** Default: our own. */
  readonly rules?: readonly Rule[];
}

/** A rule that threw: our bug, or that of whoever brought the rule. */
export interface Crash {
  readonly rule: string;
  readonly error: unknown;
}

export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly crashes: readonly Crash[];
}

/** All that the rules find, in their order. A rule that throws hides no other, nor what it found before. */
export function check(
  program: Program,
  plans: readonly PlannedFlow[],
  { now, unchanged, clean, rules = ours }: CheckOptions = {},
): Findings {
  const pools = new Map(program.pools.map((pool) => [pool.name, pool]));
  const flows = unchanged === undefined ? program.flows : program.flows.filter((flow) => !unchanged.has(flow));
  const fresh = clean === undefined ? flows : flows.filter((flow) => !clean.has(flow));
  const checked: Checked = { program, flows, fresh, plans, pool: (name) => pools.get(name), ...(now !== undefined && { now }) };
  const diagnostics: Diagnostic[] = [];
  const crashes: Crash[] = [];
  for (const rule of rules) {
    try {
      for (const diagnostic of rule.find(checked)) diagnostics.push(diagnostic);
    } catch (error) {
      crashes.push({ rule: rule.code, error });
    }
  }
  return { diagnostics, crashes };
}
