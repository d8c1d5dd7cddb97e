import type { ShellCommand } from "../../targets/engine.ts";
import type { Context } from "../context.ts";
import { addressOf, variablesOf } from "./choose-server.ts";
import { shellText } from "./shell-text.ts";

/** The address for a command that is only shown: where no server is named, one that says so. */
export function shownAddress(context: Context, target: string, given: string | undefined): string {
  const isNamed = given !== undefined || context.environment[variablesOf(target).server] !== undefined;
  return isNamed ? addressOf(context, target, given) : `http://${target}.example`;
}

/** The engine's own command as text for a shell; a token that is in the environment is read by that shell. */
export function commandText({ environment }: Context, target: string, command: ShellCommand): string {
  const { token } = variablesOf(target);
  return shellText(command, environment[token] === undefined ? undefined : token);
}
