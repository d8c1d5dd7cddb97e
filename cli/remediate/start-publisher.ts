/**
 * The publisher as a process of its own
 *
 * It alone gets a token, and it is given a file. What evaluated definitions hands nothing else on: no folder of the user, no variable that Node itself obeys.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import * as z from "zod";
import type { Publication } from "../../remediation/phases/6-publish.ts";
import type { ProposalFile } from "../../remediation/proposal-file.ts";
import type { HealedLine } from "../../remediation/publish/publish-line.ts";
import { commandFile } from "../command-file.ts";
import type { Context } from "../context.ts";
import { secretVariables } from "../publish/github-access.ts";

const answer = z.object({
  results: z.array(
    z.object({
      kind: z.string(),
      branch: z.string().nullable(),
      state: z.string(),
      url: z.string().nullable(),
      commit: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  diagnostics: z.array(z.object({ message: z.string() })),
});

export interface PublisherOptions {
  /** "github:acme/ml-platform" as the config says; null where it does not. */
  readonly repository: string | null;
  readonly server: string | undefined;
  readonly isDry: boolean;
}

const handedOn = [...secretVariables, "GITHUB_API_URL", "GITHUB_REPOSITORY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE"] as const;

/** Gives the line to the publisher, and gives back what became of a proposal. */
export async function startPublisher(
  { environment }: Context,
  line: ProposalFile | HealedLine,
  { repository, server, isDry }: PublisherOptions,
): Promise<Publication | { readonly problem: string } | null> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-publish-"));
  try {
    const file = path.join(folder, "proposals.jsonl");
    fs.writeFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    const flags = [
      ...(repository === null ? [] : ["--repository", repository]),
      ...(server === undefined ? [] : ["--server", server]),
      ...(isDry ? ["--dry-run"] : []),
    ];
    const env = Object.fromEntries(handedOn.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])));
    const { stdout, stderr } = await run([commandFile(), "publish", file, "--json", ...flags], folder, { ...env, NO_COLOR: "1" });
    const read = answer.safeParse(jsonOf(stdout));
    if (!read.success)
      return { problem: `The publisher said nothing that could be read: ${stderr.trim().split("\n")[0]?.slice(0, 300) ?? ""}` };
    const { results, diagnostics } = read.data;
    const own = results.find(({ kind }) => kind === "proposal");
    if (own === undefined) return diagnostics[0] === undefined ? null : { problem: diagnostics[0].message };
    const { branch, commit, url, reason, state } = own;
    if (branch === null || (url === null && !isDry)) return { problem: reason ?? diagnostics[0]?.message ?? state };
    return { branch, commit: commit ?? "", url };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function run(
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", ({ message }) => resolve({ stdout: "", stderr: message }));
    child.on("close", () => resolve({ stdout, stderr }));
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
