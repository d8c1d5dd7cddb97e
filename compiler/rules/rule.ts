/**
 * Rules: what can be known of a linked program without an engine
 *
 * One rule a file, one law in its first sentence, its page beside it, its test of the same name. A rule never changes the program, and never speaks of what an
 * earlier phase reported: it yields nothing where a value is `unknown`.
 */
import type { Diagnostic, DiagnosticKind, Extra, Reporter } from "../diagnostics/diagnostic.ts";
import { type Anchor, defineDiagnostic, type PropertyAnchor } from "../diagnostics/diagnostic.ts";
import type { Values } from "../diagnostics/message.ts";
import type { PlannedFlow } from "../plan.ts";
import type { Flow, GpuPool, Program } from "../program.ts";

/** What the rules see: the program of one environment, and the plans of its flows that are free of errors so far. */
export interface Checked {
  readonly program: Program;
  /** Those flows that rules of one flow look at: not the ones that were checked by an earlier build, and are unchanged with all that they call and use. */
  readonly flows: readonly Flow[];
  /** Those of them of which another environment does not know already that nothing in them alone is wrong. */
  readonly fresh: readonly Flow[];
  readonly plans: readonly PlannedFlow[];
  readonly pool: (name: string) => GpuPool | undefined;
  /** The moment that `check` looks at the clock for (`--at`); undefined while building. Not for rules of one flow: what they found before would be out of date. */
  readonly now?: Date;
}

export interface Finding<Hole extends string> {
  readonly at: Anchor;
  readonly values: Values<Hole>;
  /** The definition it is about: "flow:churn". */
  readonly definition?: string;
  readonly extra?: Extra;
}

export interface Rule {
  readonly code: string;
  /** Whether what it finds may not be silenced: its engine would refuse the artifact, or it would mean something else. */
  readonly law: boolean;
  readonly find: (checked: Checked) => Iterable<Diagnostic>;
}

export interface RuleKind<Hole extends string> extends DiagnosticKind<Hole> {
  /** True: no comment, override or baseline silences it. Left out for what a team may decide otherwise. */
  readonly law?: boolean;
  readonly find: (checked: Checked) => Iterable<Finding<NoInfer<Hole>>>;
}

/** Makes a rule: its diagnostic, and how it is found. */
export function defineRule<Hole extends string>({ find, law = false, ...kind }: RuleKind<Hole>): Rule {
  const reporter: Reporter<Hole> = defineDiagnostic(kind);
  return {
    code: kind.code,
    law,
    *find(checked) {
      for (const { at, values, definition, extra } of find(checked))
        yield reporter.at(at, shortened(values), { ...extra, ...(definition !== undefined && { definition }) });
    },
  };
}

const longest = 200;

/** What a definition wrote may be very long; a sentence is not. */
function shortened<Hole extends string>(values: Values<Hole>): Values<Hole> {
  const said: Record<string, string | number> = { ...values };
  for (const hole in said) {
    const value = said[hole];
    if (typeof value === "string" && value.length > longest) said[hole] = `${value.slice(0, longest - 1)}…`;
  }
  return said as Values<Hole>;
}

/** The place of a property of a node of a flow: `path` below its options, as the definition writes them. */
export function ofNode({ calls }: Flow["nodes"][number], ...path: readonly (string | number)[]): PropertyAnchor {
  return { calls, path: [1, ...path] };
}

/** The place of the name of a node, a flow or a pool. */
export function ofName(named: Flow["nodes"][number] | Flow | GpuPool): PropertyAnchor {
  return { calls: "calls" in named ? named.calls : named.origin.calls, path: [0] };
}

/** The place of a property of a flow's or a pool's options. */
export function ofDefinition({ origin }: Flow | GpuPool, ...path: readonly (string | number)[]): PropertyAnchor {
  return { calls: origin.calls, path: [1, ...path] };
}
