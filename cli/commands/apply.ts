import { didYouMean } from "../../compiler/diagnostics/suggest.ts";
import type { Compiled } from "../../compiler/index.ts";
import { escapeControl } from "../../compiler/text/escape-control.ts";
import type { Action, ApplyPlan, WantedFlow } from "../../targets/engine.ts";
import { engines } from "../../targets/engines.ts";
import { ServerFault } from "../../targets/server.ts";
import { activeErrors } from "../active-findings.ts";
import { type Context, exit } from "../context.ts";
import { note, print, printJson } from "../output.ts";
import { withProgress } from "../progress.ts";
import { compileProject, findRoot } from "../project.ts";
import { chooseServer } from "../servers/choose-server.ts";
import { filesOfFlow } from "../servers/files-of-flow.ts";
import { platformName } from "../servers/platform-name.ts";
import { sayFindings } from "../servers/say-findings.ts";
import { badOption, conflictingOptions, unknownTarget } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface ApplyFlags {
  readonly root?: string;
  readonly env?: string;
  readonly server?: string;
  readonly platform?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly prune?: boolean;
  readonly adopt?: boolean;
  readonly json?: boolean;
}

type State = "planned" | "done" | "failed" | "not-done";

interface Outcome {
  readonly dryRun: boolean;
  readonly steps: readonly { readonly action: Action; readonly state: State }[];
  readonly fault?: ServerFault;
  /** Whether it was interrupted before all was done. */
  readonly stopped?: boolean;
}

/**
 * Applies what a server has to be told of, and says what it did; exits 1 where something was refused or failed
 *
 * Nothing is applied where the definitions have an error, nor in a terminal without `--yes`. Throws cli/no-server, cli/bad-option, cli/conflicting-options, cli/unknown-target.
 */
export async function apply(this: Context, flags: ApplyFlags, target: string): Promise<void> {
  const engine = Object.hasOwn(engines, target) ? engines[target] : undefined;
  if (engine?.planApply === undefined) throw new UsageError(refusedTarget(target));
  if (flags.dryRun === true && flags.yes === true)
    throw new UsageError(conflictingOptions.at(null, { one: "--dry-run", other: "--yes", reason: "one changes nothing, the other does" }));
  const { server, address } = chooseServer(this, target, engine, flags.server);
  const root = findRoot(this, flags.root);
  const platform = flags.platform ?? platformName(root);
  if (platform.trim() === "" || platform.length > 128)
    throw new UsageError(badOption.at(null, { option: "--platform", found: platform, expected: "a name of 1 to 128 characters" }));
  const said = { target, environment: flags.env ?? "", platform, server: address };
  const wanted = await compileWanted(this, root, flags, said);
  if (wanted === undefined) return;
  let plan: ApplyPlan;
  try {
    const { environment } = wanted;
    const input = { server, environment, platform, wanted: wanted.flows, prune: flags.prune === true, adopt: flags.adopt === true };
    plan = await withProgress(this, `Reading ${address}`, engine.planApply(input));
  } catch (error) {
    if (!(error instanceof ServerFault)) throw error;
    await refuse(this, flags, wanted.said, [error.diagnostic], wanted.sources);
    return;
  }
  if (plan.diagnostics.length > 0) {
    await refuse(this, flags, wanted.said, plan.diagnostics, wanted.sources);
    return;
  }
  const isDry = flags.dryRun === true || (flags.yes !== true && this.ask !== undefined);
  const outcome = isDry
    ? { dryRun: true, steps: plan.actions.map((action) => ({ action, state: "planned" as const })) }
    : await perform(this, plan);
  if (flags.json === true) printJson(this, documentOf(wanted.said, outcome));
  else print(this, ...sayOutcome(wanted.said, outcome));
  if (outcome.fault !== undefined) await sayFindings(this, [outcome.fault.diagnostic], wanted.sources);
  this.process.exitCode = outcome.fault === undefined && outcome.stopped !== true ? exit.clean : exit.findings;
}

function refusedTarget(target: string) {
  const applied = Object.entries(engines).flatMap(([name, { planApply }]) => (planApply === undefined ? [] : [name]));
  const isKnown = Object.hasOwn(engines, target);
  const help = isKnown
    ? `What is built for "${target}" are objects of Kubernetes, and are applied as such: see docs/gitops.md.`
    : (didYouMean(target, applied) ?? `\`millwright apply\` knows ${applied.join(", ")}.`);
  return unknownTarget.at(null, { name: target }, { help });
}

interface Wanted {
  readonly environment: Compiled["environments"][number]["program"]["environment"];
  readonly flows: readonly WantedFlow[];
  readonly sources: Compiled["sources"];
  readonly said: Said;
}

/** What the environment shall have on the server; undefined, with the errors shown, where the definitions have any. */
async function compileWanted(context: Context, root: string, flags: ApplyFlags, said: Said): Promise<Wanted | undefined> {
  const { env } = flags;
  const { target } = said;
  const { compiled } = await compileProject(context, { root, ...(env !== undefined && { env: [env] }) }, { targets: [target] });
  const { diagnostics } = await context.services.settle(compiled, compiled.diagnostics, { partial: true });
  const [environment] = compiled.environments;
  const errors = activeErrors(diagnostics).filter(
    ({ environments }) => environments === undefined || environment === undefined || environments.includes(environment.name),
  );
  if (errors.length > 0 || environment === undefined) {
    await refuse(context, flags, { ...said, environment: environment?.name ?? said.environment }, errors, compiled.sources);
    return undefined;
  }
  if (compiled.configuration?.targets.some((choice) => !choice.external && choice.target === target) !== true)
    throw new UsageError(unknownTarget.at(null, { name: target }, { help: `Add ${target}() to \`targets\` in millwright.config.ts.` }));
  const flows = environment.plans
    .filter(({ flow }) => flow.targets.includes(target))
    .map((plan) => ({ plan, artifacts: filesOfFlow(compiled, environment.name, target, plan) }));
  return {
    environment: environment.program.environment,
    flows,
    sources: compiled.sources,
    said: { ...said, environment: environment.name },
  };
}

async function refuse(
  context: Context,
  flags: ApplyFlags,
  said: Said,
  diagnostics: ApplyPlan["diagnostics"],
  sources: Compiled["sources"],
): Promise<void> {
  if (flags.json === true) {
    const document = documentOf(said, { dryRun: flags.dryRun === true, steps: [] });
    printJson(context, { ...document, complete: false, diagnostics: await context.services.toJson({ diagnostics, sources }) });
  }
  await sayFindings(context, diagnostics, sources);
  note(context, "Nothing was applied.");
  context.process.exitCode = exit.findings;
}

/** One action after the other; the first that fails ends it, and what was not done is known. */
async function perform(context: Context, { actions }: ApplyPlan): Promise<Outcome> {
  const steps: { action: Action; state: State }[] = [];
  let fault: ServerFault | undefined;
  const stop = new AbortController();
  // What is under way is finished, so that what was done is known.
  const release = context.onInterrupt?.(() => stop.abort());
  for (const action of actions) {
    if (fault !== undefined || stop.signal.aborted) {
      steps.push({ action, state: "not-done" });
      continue;
    }
    try {
      await withProgress(context, `${action.kind} ${action.name}`, action.perform());
      steps.push({ action, state: "done" });
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error;
      fault = error;
      steps.push({ action, state: "failed" });
    }
  }
  release?.();
  return { dryRun: false, steps, stopped: steps.some(({ state }) => state === "not-done"), ...(fault !== undefined && { fault }) };
}

interface Said {
  readonly target: string;
  readonly environment: string;
  readonly platform: string;
  readonly server: string;
}

function documentOf(said: Said, { dryRun, steps, fault, stopped = false }: Outcome): { readonly [member: string]: unknown } {
  return {
    ...said,
    dryRun,
    complete: fault === undefined && !stopped && !dryRun,
    actions: steps.map(({ action: { kind, what, name, changes }, state }) => ({ kind, what, name, changes, state })),
    failure: fault === undefined ? null : { code: fault.diagnostic.code, message: fault.diagnostic.message, uncertain: fault.uncertain },
    diagnostics: [],
  };
}

function sayOutcome({ environment, platform, server }: Said, { dryRun, steps, fault, stopped = false }: Outcome): readonly string[] {
  const changing = steps.filter(({ action }) => action.kind !== "keep");
  const lines = steps.flatMap(({ action, state }) => [
    ...(action.kind === "keep" && action.changes.length === 0 ? [] : [`${verb(action, state)} ${action.what} "${action.name}"`]),
    ...action.changes.map((change) => `    ${change}`),
  ]);
  const kept = steps.length - changing.length;
  const where = `Platform "${platform}", environment "${environment}", on ${server}`;
  const count = changing.filter(({ state }) => state === "done" || state === "planned").length;
  const unchanged = kept === 0 ? "" : `, ${kept} as they should be`;
  const end =
    changing.length === 0
      ? `${where}: nothing to change${unchanged}.`
      : fault !== undefined || stopped
        ? `${where}: ${count} of ${changing.length} changes were made before ${fault === undefined ? "it was stopped" : "one failed"}; run it again to go on.`
        : `${where}: ${count} ${count === 1 ? "change" : "changes"} ${dryRun ? "to make" : "made"}${unchanged}.`;
  return [...lines, end, ...(dryRun && changing.length > 0 ? ["Nothing was changed. Apply it with --yes."] : [])].map(escapeControl);
}

const past = { create: "created", update: "updated", resume: "resumed", keep: "kept", pause: "paused", delete: "deleted" } as const;

function verb({ kind }: Action, state: State): string {
  if (state === "done" || kind === "keep") return past[kind];
  return state === "planned" ? kind : state === "failed" ? `FAILED: ${kind}` : `not done: ${kind}`;
}
