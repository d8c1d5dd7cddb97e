import type { ShellCommand } from "../../targets/engine.ts";

/** The command as text for a POSIX shell; `token` names the variable that holds one, which the shell reads and nobody sees. */
export function shellText({ words, input }: ShellCommand, token?: string): string {
  const line = words.map(quoted);
  if (token !== undefined && words[0] === "curl") line.push("--oauth2-bearer", `"$${token}"`);
  // No line of JSON is that word.
  return input === undefined ? line.join(" ") : `${line.join(" ")} <<'MILLWRIGHT'\n${input}MILLWRIGHT`;
}

function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
