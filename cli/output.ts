import type { Context } from "./context.ts";

/** Writes the command's one JSON document to standard output. */
export function printJson({ process: { stdout } }: Context, document: { readonly [member: string]: unknown }): void {
  stdout.write(`${JSON.stringify({ formatVersion: 1, ...document }, null, 2)}\n`);
}

/** Writes lines for a person to standard output. */
export function print({ process: { stdout } }: Context, ...lines: readonly string[]): void {
  for (const line of lines) stdout.write(line.endsWith("\n") ? line : `${line}\n`);
}

/** Writes text that has its own line ends. */
export function printText({ process: { stdout } }: Context, text: string): void {
  if (text !== "") stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Writes a note to standard error, where it disturbs no machine. */
export function note({ process: { stderr } }: Context, ...lines: readonly string[]): void {
  for (const line of lines) stderr.write(line.endsWith("\n") ? line : `${line}\n`);
}
