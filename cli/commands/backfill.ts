import type { PlannedFlow } from "../../compiler/plan.ts";
import type { Engine, RunToStart } from "../../targets/engine.ts";
import { ServerFault } from "../../targets/server.ts";
import { type Drive, drive, findStandings, type Standing } from "../backfill/drive.ts";
import { requestId } from "../backfill/request-id.ts";
import { saidStatus, sayStandings, saySum } from "../backfill/say-backfill.ts";
import { type Tick, ticksOfFlow } from "../backfill/tick.ts";
import { type Context, exit } from "../context.ts";
import { note, print, printJson } from "../output.ts";
import { withProgress } from "../progress.ts";
import { readPairs } from "../runs/read-pairs.ts";
import { chooseServer } from "../servers/choose-server.ts";
import { commandText, shownAddress } from "../servers/command-text.ts";
import { type FlowFlags, type FlowOnEngine, flowOnEngine } from "../servers/flow-on-engine.ts";
import { openSubmissions } from "../servers/keep-submission.ts";
import { sayFindings } from "../servers/say-findings.ts";
import { badOption } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface BackfillFlags extends FlowFlags {
  readonly from: string;
  readonly to: string;
  readonly parallel?: number;
  readonly keepGoing?: boolean;
  readonly pollSeconds?: number;
  readonly param?: readonly string[];
  readonly server?: string;
  readonly dryRun?: boolean;
  readonly print?: boolean;
  readonly json?: boolean;
}

/**
 * Runs a flow for each moment of its schedules in a span, and waits for the runs; asking again goes on with what is left
 *
 * Throws cli/unknown-flow, cli/unknown-target, cli/bad-parameter, cli/bad-option, cli/no-server; reports server/unknown-due.
 */
export async function backfill(this: Context, flags: BackfillFlags, name: string): Promise<void> {
  const chosen = await flowOnEngine(this, flags, name);
  if (chosen === undefined) return;
  const { root, compiled, plan, environment, target, engine } = chosen;
  const { parallel, pause } = checkedFlags(flags, plan, engine);
  const texts = Object.fromEntries(readPairs("--param", flags.param));
  const ticks = ticksOfFlow(plan, { from: flags.from, to: flags.to, now: this.now().getTime(), dueTwice: engine.dueTwice }, texts);
  const runOf = runsOf(chosen);
  const problem = ticks.flatMap((tick) => engine.problemOf(runOf(tick, 0)) ?? [])[0];
  if (problem !== undefined) {
    await sayFindings(this, [problem], compiled.sources);
    this.process.exitCode = exit.findings;
    return;
  }
  const said = { flow: plan.flow.name, target, environment: environment.name, program: plan.programHash };
  if (flags.print === true || flags.dryRun === true) {
    const commands =
      flags.print === true
        ? await commandsFor(
            this,
            target,
            engine,
            flags.server,
            ticks.map((tick) => runOf(tick, 0)),
          )
        : undefined;
    const planned = standingsOf(ticks, runOf, "planned");
    if (flags.json === true)
      printJson(this, { ...said, ...documentOf(planned, target, undefined), dryRun: true, commands: commands ?? null });
    else print(this, ...(commands ?? [...sayStandings(planned, target), saySum(planned)]));
    return;
  }
  const { server, address } = chooseServer(this, target, engine, flags.server);
  const keep = await openSubmissions(this, root, compiled.configuration);
  const stop = new AbortController();
  const release = this.onInterrupt?.(() => stop.abort());
  let standings = standingsOf(ticks, runOf, "waiting");
  let fault: ServerFault | undefined;
  try {
    standings = await withProgress(this, `Asking ${address} for earlier runs`, findStandings(ticks, { engine, server, runOf }));
    const options: Drive = {
      ...{ engine, server, runOf, parallel, pause, keepGoing: flags.keepGoing === true, stop: stop.signal },
      onStart: async ({ tick, id, run }) => {
        note(this, `${tick.due.at}  started as ${target}:${id}`);
        const { flow, environment: name_, program } = said;
        await keep({ id: `${target}:${id}`, engine: target, flow, environment: name_, program, params: run.params });
      },
      onEnd: ({ tick, id, status }) => note(this, `${tick.due.at}  ${saidStatus[status]}: ${target}:${id}`),
    };
    fault = await drive(standings, options);
  } catch (error) {
    if (!(error instanceof ServerFault)) throw error;
    fault = error;
  } finally {
    release?.();
  }
  if (flags.json === true) printJson(this, { ...said, ...documentOf(standings, target, fault), dryRun: false, commands: null });
  else print(this, ...sayStandings(standings, target), saySum(standings));
  if (fault !== undefined) await sayFindings(this, [fault.diagnostic], compiled.sources);
  const isDone = fault === undefined && standings.every(({ status }) => status === "succeeded");
  if (!isDone) note(this, "Run the command again to go on; runs under way go on by themselves.");
  if (!isDone) this.process.exitCode = exit.findings;
}

function standingsOf(ticks: readonly Tick[], runOf: Drive["runOf"], status: Standing["status"]): readonly Standing[] {
  return ticks.map((tick) => ({ tick, run: runOf(tick, 0), status, id: undefined, isEarlier: false }));
}

function checkedFlags(
  { parallel = 1, pollSeconds = 10 }: BackfillFlags,
  plan: PlannedFlow,
  engine: Engine,
): { readonly parallel: number; readonly pause: number } {
  const { flow } = plan;
  const refuse = (option: string, found: string, expected: string): UsageError =>
    new UsageError(badOption.at(null, { option, found, expected }));
  if (flow.schedules.length === 0) throw refuse("FLOW", flow.name, "a flow with a schedule");
  if (parallel < 1) throw refuse("--parallel", String(parallel), "a number of runs from 1");
  if (parallel > 1 && engine.oneRunAtATime(plan))
    throw refuse(
      "--parallel",
      String(parallel),
      `1, because the schedules' concurrency lets one run of flow "${flow.name}" through at a time`,
    );
  if (!(pollSeconds > 0 && pollSeconds <= 86_400)) throw refuse("--poll-seconds", String(pollSeconds), "a number of seconds above 0");
  return { parallel, pause: pollSeconds * 1000 };
}

/** The runs of moments; one is known again by all that makes it what it is. */
function runsOf({ common, environment, plan }: FlowOnEngine): Drive["runOf"] {
  return ({ due, params }, attempt): RunToStart => ({
    ...common,
    params,
    due,
    request: requestId(["backfill", environment.name, plan.flow.name, plan.programHash, due, Object.entries(params).sort(), attempt]),
  });
}

async function commandsFor(
  context: Context,
  target: string,
  engine: Engine,
  server: string | undefined,
  runs: readonly RunToStart[],
): Promise<readonly string[]> {
  const address = shownAddress(context, target, server);
  return Promise.all(runs.map(async (run) => commandText(context, target, await engine.startCommand(run, address))));
}

function documentOf(standings: readonly Standing[], target: string, fault: ServerFault | undefined) {
  return {
    complete: fault === undefined && standings.every(({ status }) => status === "succeeded"),
    ticks: standings.map(({ tick: { due, params }, status, id, isEarlier }) => ({
      scheduledAt: due.at,
      timezone: due.timezone,
      params,
      status: status === "waiting" ? "not-started" : status,
      run: id === undefined ? null : `${target}:${id}`,
      earlier: isEarlier,
    })),
    failure: fault === undefined ? null : { code: fault.diagnostic.code, message: fault.diagnostic.message, uncertain: fault.uncertain },
  };
}
