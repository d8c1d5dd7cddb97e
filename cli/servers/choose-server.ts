import type { Engine } from "../../targets/engine.ts";
import type { Server } from "../../targets/server.ts";
import type { Context } from "../context.ts";
import { badOption, noServer } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { httpServer } from "./http-server.ts";

export interface ChosenServer {
  readonly server: Server;
  readonly address: string;
}

/** Names of the variables that say where an engine's server is and how to be let in. */
export function variablesOf(target: string): { readonly server: string; readonly token: string; readonly user: string } {
  const name = `MILLWRIGHT_${target.toUpperCase()}`;
  return { server: `${name}_SERVER`, token: `${name}_TOKEN`, user: `${name}_USER` };
}

/** The address from `--server`, else from the environment. Throws cli/no-server, cli/bad-option. */
export function addressOf({ environment }: Context, target: string, given: string | undefined): string {
  const variables = variablesOf(target);
  const text = given ?? environment[variables.server] ?? "";
  if (text === "") throw new UsageError(noServer.at(null, { target, variable: variables.server }));
  const option = given === undefined ? variables.server : "--server";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // What is wrong may hold a password, so it is not shown.
  const refuse = (found: string) =>
    new UsageError(
      badOption.at(null, { option, found, expected: 'an address such as "https://engine.example.com", without user, query and fragment' }),
    );
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw refuse("no such address");
  if (url.username !== "" || url.password !== "") throw refuse("an address with a user");
  if (url.search !== "" || url.hash !== "") throw refuse("an address with a query or fragment");
  return url.href.replace(/\/+$/, "");
}

/** The server of a target's engine, with the token of the environment. Throws cli/no-server, cli/bad-option. */
export function chooseServer(context: Context, target: string, engine: Engine, given: string | undefined): ChosenServer {
  const address = addressOf(context, target, given);
  const variables = variablesOf(target);
  const token = context.environment[variables.token];
  const headers = engine.headers(headerText(variables.user, context.environment[variables.user] ?? "millwright"));
  if (token !== undefined) headerText(variables.token, token);
  return {
    address,
    server: httpServer({ address, headers, ...(token !== undefined && token !== "" && { token }), signal: context.interrupted }),
  };
}

/** A line break in it would be another header. */
function headerText(variable: string, text: string): string {
  if (/^[\x21-\x7e]*$/.test(text)) return text;
  throw new UsageError(
    badOption.at(null, { option: variable, found: "a text with blanks or unusual characters", expected: "visible ASCII characters alone" }),
  );
}
