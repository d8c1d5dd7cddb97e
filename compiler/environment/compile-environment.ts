/** What is done for one environment at a time: phase 3, then phases 4 to 6. */
import type { Artifact } from "../artifact.ts";
import type { Products } from "../cache/products.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { isLaw } from "../findings/is-law.ts";
import type { LockedImages } from "../images.ts";
import type { Validated } from "../phases/2-validate.ts";
import { type Linked, link } from "../phases/3-link.ts";
import { plan, wholeFlows } from "../phases/4-plan.ts";
import { check } from "../phases/5-check.ts";
import { type ChosenTarget, lower, type Made } from "../phases/6-lower.ts";
import type { PlannedFlow } from "../plan.ts";
import { definitionId, type Environment, type Flow, type Program } from "../program.ts";
import type { Stopwatch } from "../stopwatch.ts";
import type { Configuration } from "../validate/validate-platform.ts";
import { ruleCrashed } from "./diagnostics.ts";
import { reuse } from "./reuse.ts";

export interface LinkInput {
  readonly environment: Environment;
  readonly validated: Validated;
  readonly configuration: Configuration;
  readonly images: LockedImages;
  /** Texts of the files that scripts name. */
  readonly scripts: ReadonlyMap<string, string>;
  /** Another environment under the same config: what is the same here is taken over. */
  readonly earlier: EnvironmentOutput | undefined;
}

export interface EnvironmentInput {
  readonly linked: Linked;
  /** Those that are built, in the order of the config. */
  readonly targets: readonly ChosenTarget[];
  readonly now: Date | undefined;
  /** As for `linkEnvironment`. */
  readonly earlier: EnvironmentOutput | undefined;
  /** What earlier builds made of flows; those that are unchanged are not planned. */
  readonly products: Products | undefined;
  readonly time: Stopwatch["time"];
}

export interface EnvironmentOutput {
  readonly linked: Linked;
  readonly program: Program;
  readonly plans: readonly PlannedFlow[];
  readonly artifacts: readonly Artifact[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Phase 3 for one environment. */
export function linkEnvironment({ environment, validated, configuration, images, scripts, earlier }: LinkInput): Linked {
  const config = {
    targets: configuration.targets.map(({ target }) => target),
    environments: configuration.environments.map(({ name }) => name),
    images,
    scriptSources: scripts,
    leftOut: validated.leftOut,
  };
  return link(validated.definitions, environment, config, earlier?.linked);
}

/** Phases 4 to 6 for one environment. */
export function compileEnvironment({ linked, targets, now, earlier, products, time }: EnvironmentInput): EnvironmentOutput {
  const { program } = linked;
  const reused = time("plan", () => products && reuse(products, program, wholeFlows(program, linked.broken), targets));
  const unchanged: Made = reused?.known ?? new Map();
  const plans = time("plan", () => plan(program, linked.broken, earlier?.plans, unchanged));
  const checked = time("check", () =>
    check(program, plans, { unchanged, clean: cleanBefore(plans, earlier), ...(now !== undefined && { now }) }),
  );
  const crashes = checked.crashes.map(({ rule, error }) =>
    ruleCrashed.at(null, { rule, error: error instanceof Error ? error.message : String(error) }),
  );
  const faulty = new Set(
    checked.diagnostics.filter(({ code, severity }) => isLaw(code, severity)).map(({ definition = "" }) => definition),
  );
  const lowered = time("lower", () => lower(program, plans, targets, { ...(unchanged !== undefined && { made: unchanged }), faulty }));
  reused?.keep(lowered.made, [...checked.diagnostics, ...crashes, ...lowered.diagnostics]);
  return {
    linked,
    program,
    plans,
    artifacts: lowered.artifacts,
    diagnostics: [...linked.diagnostics, ...checked.diagnostics, ...crashes, ...lowered.diagnostics],
  };
}

/** Flows that are the same in the other environment, with all that they call, and of which nothing was found there. */
function cleanBefore(plans: readonly PlannedFlow[], earlier: EnvironmentOutput | undefined): ReadonlySet<Flow> {
  if (earlier === undefined) return new Set();
  const told = new Set(earlier.diagnostics.map(({ definition }) => definition));
  // What is said of no definition may be about any.
  if (told.has(undefined)) return new Set();
  const before = new Set(earlier.plans);
  return new Set(plans.filter((plan) => before.has(plan) && !told.has(definitionId(plan.flow))).map(({ flow }) => flow));
}
