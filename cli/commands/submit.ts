import { randomUUID } from "node:crypto";
import { completeParamsFromText } from "../../local/complete-params.ts";
import type { Json } from "../../schema/record.ts";
import type { RunToStart } from "../../targets/engine.ts";
import { engines } from "../../targets/engines.ts";
import { ServerFault } from "../../targets/server.ts";
import { type Context, exit } from "../context.ts";
import { print, printJson } from "../output.ts";
import { withProgress } from "../progress.ts";
import { compileProject, findRoot } from "../project.ts";
import { chooseFlow } from "../runs/choose-flow.ts";
import { acceptedParams } from "../runs/prepare-run.ts";
import { readPairs } from "../runs/read-pairs.ts";
import { addressOf, chooseServer, variablesOf } from "../servers/choose-server.ts";
import { filesOfFlow } from "../servers/files-of-flow.ts";
import { sayFindings } from "../servers/say-findings.ts";
import { shellText } from "../servers/shell-text.ts";
import { badOption, unknownTarget } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface SubmitFlags {
  readonly root?: string;
  readonly env?: string;
  readonly target?: string;
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
  const root = findRoot(this, flags.root);
  const { compiled } = await compileProject(this, { root, ...(flags.env !== undefined && { env: [flags.env] }) });
  const chosen = await chooseFlow(this, compiled, name);
  if (chosen === undefined) return;
  const { plan, environment } = chosen;
  const target = targetOf(plan.flow.targets, flags.target, plan.flow.name);
  const engine = engines[target];
  if (engine === undefined) throw new UsageError(unknownTarget.at(null, { name: target }));
  const texts = Object.fromEntries(readPairs("--param", flags.param));
  const complete = acceptedParams(plan, completeParamsFromText(plan.flow, texts));
  // The defaults are on the engine as well; those of a schedule are not meant for this run.
  const params = Object.fromEntries(Object.keys(texts).map((param): [string, Json] => [param, complete[param] ?? null]));
  const run: RunToStart = {
    plan,
    params,
    environment: environment.program.environment,
    artifacts: filesOfFlow(compiled, environment.name, target, plan),
    request: randomUUID(),
  };
  const said = { flow: plan.flow.name, target, environment: environment.name, program: plan.programHash, params };
  if (flags.print === true) {
    // A command that names no server needs none.
    const isNamed = flags.server !== undefined || this.environment[variablesOf(target).server] !== undefined;
    const address = isNamed ? addressOf(this, target, flags.server) : `http://${target}.example`;
    const { token } = variablesOf(target);
    const command = shellText(await engine.startCommand(run, address), this.environment[token] === undefined ? undefined : token);
    if (flags.json === true) printJson(this, { ...said, run: null, command });
    else print(this, command);
    return;
  }
  const { server, address } = chooseServer(this, target, engine, flags.server);
  try {
    const id = `${target}:${await withProgress(this, `Starting on ${address}`, engine.start(run, server))}`;
    if (flags.json === true) printJson(this, { ...said, run: id, command: null });
    else print(this, `Run ${id} of program ${plan.programHash} was started.`, `End it with: millwright cancel ${id}`);
  } catch (error) {
    if (!(error instanceof ServerFault)) throw error;
    await sayFindings(this, [error.diagnostic], compiled.sources);
    this.process.exitCode = exit.findings;
  }
}

function targetOf(targets: readonly string[], wanted: string | undefined, flow: string): string {
  const [only, ...more] = targets;
  if (wanted === undefined && only !== undefined && more.length === 0) return only;
  if (wanted !== undefined && targets.includes(wanted)) return wanted;
  const expected = `one of those of flow "${flow}": ${targets.join(", ")}`;
  throw new UsageError(badOption.at(null, { option: "--target", found: wanted ?? "left out", expected }));
}
