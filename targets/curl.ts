import type { ShellCommand } from "./engine.ts";

/** A request as a command that people can read and run; data go in by standard input, where nothing in them is a word of the shell. */
export function curl(method: string, url: string, headers: { readonly [name: string]: string }, data?: unknown): ShellCommand {
  const all = { ...headers, ...(data !== undefined && { "content-type": "application/json" }) };
  const words = ["curl", "--fail-with-body", "--silent", "--show-error", "--request", method];
  for (const [name, value] of Object.entries(all)) words.push("--header", `${name}: ${value}`);
  if (data === undefined) return { words: [...words, url] };
  return { words: [...words, "--data-binary", "@-", url], input: `${JSON.stringify(data)}\n` };
}
