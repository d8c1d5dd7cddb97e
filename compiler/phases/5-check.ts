/** Phase 5: the rules look at the program, and change nothing. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../plan.ts";
import type { Program } from "../program.ts";
import { rules as ours } from "../rules/index.ts";
import type { Checked, Rule } from "../rules/rule.ts";

export interface CheckOptions {
  /** The moment that `check` looks at the clock for; left out while building. */
  readonly now?: Date;
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
export function check(program: Program, plans: readonly PlannedFlow[], { now, rules = ours }: CheckOptions = {}): Findings {
  const pools = new Map(program.pools.map((pool) => [pool.name, pool]));
  const checked: Checked = { program, plans, pool: (name) => pools.get(name), ...(now !== undefined && { now }) };
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
