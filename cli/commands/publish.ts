import fs from "node:fs";
import path from "node:path";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { escapeControl } from "../../compiler/text/escape-control.ts";
import { badFile } from "../../remediation/publish/diagnostics.ts";
import { PublishFault } from "../../remediation/publish/forge.ts";
import { githubForge } from "../../remediation/publish/github/github-forge.ts";
import { openApi } from "../../remediation/publish/github/rest.ts";
import { publishAll } from "../../remediation/publish/publish-all.ts";
import { type PublishLine, readPublishLine } from "../../remediation/publish/publish-line.ts";
import type { Published } from "../../remediation/publish/published.ts";
import { type Context, exit } from "../context.ts";
import { print, printJson } from "../output.ts";
import { githubAddress, githubRepository, githubToken } from "../publish/github-access.ts";
import { sayPublished } from "../publish/say-published.ts";
import { sayFindings } from "../servers/say-findings.ts";
import { unreadableInput } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface PublishFlags {
  readonly forge?: "github";
  readonly repository?: string;
  readonly server?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** A line of a file, checked. */
interface Given {
  readonly file: string;
  readonly line: number;
  readonly given: PublishLine;
}

const mostBytes = 200_000_000;

/**
 * Publishes what proposal files say: one pull request for each proposal. Loads no definition and no config.
 *
 * Nothing is written where a line is not as agreed. Exits 1 where something could not be done. Throws cli/unreadable-input, cli/bad-option, cli/no-repository-named.
 */
export async function publish(this: Context, flags: PublishFlags, ...files: readonly string[]): Promise<void> {
  const repository = githubRepository(this, flags.repository);
  const address = githubAddress(this, flags.server);
  const read = files.flatMap((file) => linesOf(this, file));
  const lines = read.filter((line) => "given" in line);
  const wrong = read.filter((line) => "problem" in line).map(({ problem }) => problem);
  const published = wrong.length > 0 ? [] : await publishLines(this, flags, { repository, address, lines });
  const diagnostics = [...wrong, ...published.flatMap((one) => ("diagnostic" in one ? [one.diagnostic] : []))];
  if (flags.json === true) {
    const results = published.map((one) => ({
      kind: one.kind,
      ...("diagnostic" in one ? refusedResult(one) : { ...one.outcome, diagnostic: null }),
    }));
    const said = await this.services.toJson({ diagnostics, sources: new Map() });
    printJson(this, { forge: "github", repository, dryRun: flags.dryRun === true, results, diagnostics: said });
  } else print(this, ...sayPublished(published, flags.dryRun === true).map(escapeControl));
  await sayFindings(this, diagnostics, new Map());
  this.process.exitCode = diagnostics.length > 0 ? exit.findings : exit.clean;
}

function refusedResult({ branch, diagnostic }: { readonly branch: string | null; readonly diagnostic: Diagnostic }) {
  const nothing = { number: null, url: null, commit: null };
  return { branch, state: "failed", ...nothing, reason: diagnostic.message, diagnostic: diagnostic.code };
}

interface Work {
  readonly repository: string;
  readonly address: string;
  readonly lines: readonly Given[];
}

async function publishLines(context: Context, flags: PublishFlags, { repository, address, lines }: Work): Promise<readonly Published[]> {
  try {
    const api = openApi({ address, repository, token: await githubToken(context, { address, repository }) });
    const options = { now: context.now(), dryRun: flags.dryRun === true };
    return await publishAll(
      githubForge(api, repository),
      lines.map(({ given }) => given),
      options,
    );
  } catch (error) {
    if (!(error instanceof PublishFault)) throw error;
    return [{ kind: "repository", branch: null, diagnostic: error.diagnostic }];
  }
}

/** The lines of a file, each checked; blank ones are none. */
function linesOf(context: Context, file: string): readonly (Given | { readonly problem: Diagnostic })[] {
  let text: string;
  try {
    const full = path.resolve(context.folder, file);
    if (fs.statSync(full).size > mostBytes)
      throw new UsageError(unreadableInput.at(null, { name: file, problem: "is larger than 200 MB" }));
    text = fs.readFileSync(full, "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new UsageError(
      unreadableInput.at(null, { name: file, problem: code === "ENOENT" ? "does not exist" : `cannot be read (${code})` }),
    );
  }
  return text.split("\n").flatMap((content, index): readonly (Given | { readonly problem: Diagnostic })[] => {
    if (content.trim() === "") return [];
    const given = readPublishLine(content);
    const line = index + 1;
    return "problem" in given
      ? [{ problem: badFile.at(null, { file, line, problem: escapeControl(given.problem) }) }]
      : [{ file, line, given }];
  });
}
