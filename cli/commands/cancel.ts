import { engines } from "../../targets/engines.ts";
import { ServerFault } from "../../targets/server.ts";
import { type Context, exit } from "../context.ts";
import { print, printJson } from "../output.ts";
import { withProgress } from "../progress.ts";
import { chooseServer } from "../servers/choose-server.ts";
import { commandText, shownAddress } from "../servers/command-text.ts";
import { sayFindings } from "../servers/say-findings.ts";
import { badOption } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface CancelFlags {
  readonly server?: string;
  readonly print?: boolean;
  readonly json?: boolean;
}

/** Ends a run in its engine's orderly way: exit handlers still run where the engine has them. Throws cli/bad-option, cli/no-server. */
export async function cancel(this: Context, flags: CancelFlags, run: string): Promise<void> {
  const at = run.indexOf(":");
  const target = run.slice(0, Math.max(at, 0));
  const id = run.slice(at + 1);
  const engine = Object.hasOwn(engines, target) ? engines[target] : undefined;
  const request = engine?.cancelRequest(id);
  if (engine === undefined || request === undefined)
    throw new UsageError(badOption.at(null, { option: "RUN", found: run, expected: "the id that `millwright submit` gave" }));
  if (flags.print === true) {
    const words = engine.cancelCommand(id, shownAddress(this, target, flags.server));
    const command = words === undefined ? "" : commandText(this, target, words);
    if (flags.json === true) printJson(this, { run, cancelled: false, command });
    else print(this, command);
    return;
  }
  const { server, address } = chooseServer(this, target, engine, flags.server);
  try {
    const state = await withProgress(this, `Asking ${address}`, engine.stateOf(id, server));
    if (state !== undefined && state !== "running") {
      if (flags.json === true) printJson(this, { run, cancelled: false, command: null });
      else print(this, `Run ${run} has ended already: ${state}.`);
      return;
    }
    await withProgress(this, `Asking ${address}`, server.request(request));
    if (flags.json === true) printJson(this, { run, cancelled: true, command: null });
    else print(this, `Run ${run} is asked to end.`);
  } catch (error) {
    if (!(error instanceof ServerFault)) throw error;
    await sayFindings(this, [error.diagnostic], new Map());
    this.process.exitCode = exit.findings;
  }
}
