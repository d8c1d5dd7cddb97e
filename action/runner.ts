/** The workflow runner, as far as the Action speaks to it: inputs, outputs, annotations, the summary. Source: docs.github.com "Workflow commands for GitHub Actions". */
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { escapeControlInLines } from "../compiler/text/escape-control.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the Action cannot go on without: shown as one error, without a stack. */
export class ActionError extends Error {}

/** The input `name`, trimmed; empty where it was not given. */
export function input(environment: Environment, name: string): string {
  return (environment[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] ?? "").trim();
}

/** The input `name` as one of `values`; the first where it was not given. Throws where it is another text. */
export function choice<const V extends string>(environment: Environment, name: string, values: readonly [V, ...V[]]): V {
  const given = input(environment, name);
  const found = given === "" ? values[0] : values.find((value) => value === given);
  if (found === undefined) throw new ActionError(`Input "${name}" is "${given}"; it is one of ${values.join(", ")}.`);
  return found;
}

/** A variable that every runner sets. Throws where it is not there. */
export function runnerVariable(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined || value === "") throw new ActionError(`"${name}" is not set: the Action runs in a GitHub workflow.`);
  return value;
}

/**
 * Appends an output of the step
 *
 * The value stands between two lines that occur nowhere in it, so that no value can end itself and begin another output.
 */
export function writeOutput(file: string, name: string, value: string, random: () => string = randomUUID): void {
  let delimiter = `millwright-${random()}`;
  while (value.includes(delimiter)) delimiter = `millwright-${random()}`;
  fs.appendFileSync(file, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}

/** One annotation without a place; nothing in `text` can begin a command of its own. */
export function annotation(severity: "error" | "warning" | "notice", text: string): string {
  const data = escapeControlInLines(text).replaceAll("%", "%25").replaceAll("\n", "%0A");
  return `::${severity} title=Millwright::${data}\n`;
}

/** Text of others for the log: the runner takes no line of it as a command. */
export function quoted(text: string, random: () => string = randomUUID): string {
  if (text === "") return "";
  let token = random();
  while (text.includes(token)) token = random();
  const visible = escapeControlInLines(text);
  return `::stop-commands::${token}\n${visible.endsWith("\n") ? visible : `${visible}\n`}::${token}::\n`;
}
