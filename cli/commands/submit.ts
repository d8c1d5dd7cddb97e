import { randomUUID } from "node:crypto";
import { completeParamsFromText } from "../../local/complete-params.ts";
import type { Json } from "../../schema/record.ts";
import type { RunToStart } from "../../targets/engine.ts";
import { ServerFault } from "../../targets/server.ts";
import { type Context, exit } from "../context.ts";
import { print, printJson } from "../output.ts";
import { withProgress } from "../progress.ts";
import { acceptedParams } from "../runs/prepare-run.ts";
import { readPairs } from "../runs/read-pairs.ts";
import { chooseServer } from "../servers/choose-server.ts";
import { commandText, shownAddress } from "../servers/command-text.ts";
import { type FlowFlags, flowOnEngine } from "../servers/flow-on-engine.ts";
import { openSubmissions } from "../servers/keep-submission.ts";
import { sayFindings } from "../servers/say-findings.ts";

export interface SubmitFlags extends FlowFlags {
  readonly param?: readonly string[];
  readonly server?: string;
  readonly print?: boolean;
  readonly json?: boolean;
}

/**
 * Starts a run of what was applied, and says its id; with `--print`, gives the engine's own command and sends nothing
 *
 * Throws cli/unknown-flow, cli/unknown-target, cli/bad-parameter, cli/bad-option, cli/no-server.
 */
export async function submit(this: Context, flags: SubmitFlags, name: string): Promise<void> {
  const chosen = await flowOnEngine(this, flags, name);
  if (chosen === undefined) return;
  const { root, compiled, plan, environment, target, engine } = chosen;
  const texts = Object.fromEntries(readPairs("--param", flags.param));
  const complete = acceptedParams(plan, completeParamsFromText(plan.flow, texts));
  // The defaults are on the engine as well; those of a schedule are not meant for this run.
  const params = Object.fromEntries(Object.keys(texts).map((param): [string, Json] => [param, complete[param] ?? null]));
  const run: RunToStart = { ...chosen.common, params, request: randomUUID() };
  const problem = engine.problemOf(run);
  if (problem !== undefined) {
    await sayFindings(this, [problem], compiled.sources);
    this.process.exitCode = exit.findings;
    return;
  }
  const said = { flow: plan.flow.name, target, environment: environment.name, program: plan.programHash, params };
  if (flags.print === true) {
    const command = commandText(this, target, await engine.startCommand(run, shownAddress(this, target, flags.server)));
    if (flags.json === true) printJson(this, { ...said, run: null, command });
    else print(this, command);
    return;
  }
  const { server, address } = chooseServer(this, target, engine, flags.server);
  try {
    const id = `${target}:${await withProgress(this, `Starting on ${address}`, engine.start(run, server))}`;
    if (flags.json === true) printJson(this, { ...said, run: id, command: null });
    else print(this, `Run ${id} of program ${plan.programHash} was started.`, `End it with: millwright cancel ${id}`);
    const keep = await openSubmissions(this, root, compiled.configuration);
    await keep({ id, engine: target, flow: said.flow, environment: said.environment, program: said.program, params });
  } catch (error) {
    if (!(error instanceof ServerFault)) throw error;
    await sayFindings(this, [error.diagnostic], compiled.sources);
    this.process.exitCode = exit.findings;
  }
}
