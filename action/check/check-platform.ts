/**
 * The Action: checks the platform, says what it found where GitHub shows it, and keeps the comment
 *
 * Definitions decide whether the job is green; that GitHub takes a comment or a log of findings does not.
 */
import fs from "node:fs";
import path from "node:path";
import { type ActionContext, apiOf, commentAuthor, commentKey, runAction } from "../action-context.ts";
import { readEvent, type WorkflowEvent } from "../event.ts";
import { keepComment } from "../github/keep-comment.ts";
import { uploadSarif } from "../github/upload-sarif.ts";
import { commentLength, renderReport, summaryLength } from "../render-report.ts";
import { hasNews, type Report } from "../report.ts";
import { ActionError, annotation, choice, type Environment, input, quoted, runnerVariable, writeOutput } from "../runner.ts";
import { findCommand } from "./command.ts";
import { findBase } from "./find-base.ts";
import { type Gathered, gather } from "./gather.ts";

/** Gives the exit code of the step: 0, or 1 where there are errors, stale artifacts, too many warnings, or the check could not be made. */
export function checkPlatform(context: ActionContext): Promise<0 | 1> {
  return runAction(context, check);
}

async function check(context: ActionContext): Promise<0 | 1> {
  const { environment, write } = context;
  const event = readEvent(environment);
  const policy = choice(environment, "comment", ["changes", "always", "never"]);
  const key = commentKey(environment);
  const maxWarnings = limitOf(input(environment, "max-warnings"));
  const workspace = path.resolve(runnerVariable(environment, "GITHUB_WORKSPACE"));
  const folder = path.resolve(workspace, input(environment, "working-directory") || ".");
  const own = path.resolve(import.meta.dirname, "../..");
  const command = await findCommand({ folder, workspace, own, environment, log: (text) => write(quoted(text)) });
  const base = await findBase(folder, event, input(environment, "base"));
  const gathered = await gather(command, {
    environments: input(environment, "environments")
      .split(/[\s,]+/)
      .filter((name) => name !== ""),
    buildCheck: choice(environment, "build-check", ["true", "false"]) === "true",
    base,
    ...(event.pullRequest !== undefined && { pullRequest: event.pullRequest }),
  });
  const { report, annotations, notes } = gathered;
  const lines = annotations.split("\n").filter((line) => line !== "");
  const isAnnotation = (line: string) => /^::(error|warning|notice)[ :]/.test(line);
  write(quoted([notes, ...lines.filter((line) => !isAnnotation(line))].filter((part) => part !== "").join("\n")));
  for (const line of lines.filter(isAnnotation)) write(`${line}\n`);
  const files = writeFiles(environment, key, gathered);
  writeOutputs(environment, gathered, files);
  writeSummary(environment, report);
  if (input(environment, "github-token") !== "") await tell(context, { event, report, sarif: gathered.sarif, policy, key });
  else if (policy !== "never") write(annotation("notice", "There is no token, so no comment is kept."));
  const reasons = whyRed(report, maxWarnings);
  for (const reason of reasons) write(annotation("error", reason));
  return reasons.length > 0 ? 1 : 0;
}

function whyRed({ errors, warnings, stale }: Report, maxWarnings: number): readonly string[] {
  return [
    ...(errors > 0 ? [`The definitions have ${errors} ${errors === 1 ? "error" : "errors"}.`] : []),
    ...(warnings > maxWarnings ? [`There are ${warnings} warnings; at most ${maxWarnings} are allowed.`] : []),
    ...(stale.length > 0
      ? [
          `${stale.length} committed ${stale.length === 1 ? "artifact is" : "artifacts are"} stale: run millwright build, and commit what it writes.`,
        ]
      : []),
  ];
}

function limitOf(text: string): number {
  if (text === "") return Number.POSITIVE_INFINITY;
  if (!/^\d{1,9}$/.test(text)) throw new ActionError(`Input "max-warnings" is "${text}"; it is a whole number.`);
  return Number(text);
}

interface Files {
  readonly report: string;
  readonly sarif: string;
}

/** Leaves the documents where later steps find them: outside of the repository, so that nothing commits or serves them by accident. */
function writeFiles(environment: Environment, key: string, { report, sarif }: Gathered): Files {
  const folder = path.join(runnerVariable(environment, "RUNNER_TEMP"), "millwright", key);
  fs.mkdirSync(folder, { recursive: true });
  const files = { report: path.join(folder, "report.json"), sarif: path.join(folder, "millwright.sarif") };
  fs.writeFileSync(files.report, `${JSON.stringify({ formatVersion: 1, ...report })}\n`);
  fs.writeFileSync(files.sarif, sarif);
  return files;
}

function writeOutputs(environment: Environment, { report, affected, changed }: Gathered, files: Files): void {
  const file = runnerVariable(environment, "GITHUB_OUTPUT");
  writeOutput(file, "changed", changed === undefined ? "unknown" : String(changed));
  writeOutput(file, "affected", JSON.stringify(affected));
  writeOutput(file, "errors", String(report.errors));
  writeOutput(file, "warnings", String(report.warnings));
  writeOutput(file, "stale", String(report.stale.length));
  writeOutput(file, "sarif", files.sarif);
  writeOutput(file, "report", files.report);
}

function writeSummary(environment: Environment, report: Report): void {
  const file = environment["GITHUB_STEP_SUMMARY"];
  if (file !== undefined && file !== "") fs.appendFileSync(file, `${renderReport(report, summaryLength)}\n`);
}

interface Telling {
  readonly event: WorkflowEvent;
  readonly report: Report;
  readonly sarif: string;
  readonly policy: "changes" | "always" | "never";
  readonly key: string;
}

/** What needs the token. A fork's may only read: that is said, and the check stands as it is. */
async function tell(context: ActionContext, { event, report, sarif, policy, key }: Telling): Promise<void> {
  const { environment, write } = context;
  const api = apiOf(context);
  if (choice(environment, "upload-sarif", ["true", "false"]) === "true") {
    const place = { commit: runnerVariable(environment, "GITHUB_SHA"), ref: runnerVariable(environment, "GITHUB_REF") };
    const refused = await uploadSarif(api, { sarif, ...place }).catch(reasonOf);
    if (refused !== undefined) write(annotation("notice", `Code scanning did not take the findings: ${refused}.`));
  }
  const { pullRequest, head } = event;
  if (policy === "never" || pullRequest === undefined) return;
  const text = policy === "always" || hasNews(report) ? renderReport(report, commentLength) : undefined;
  const wanted = { pullRequest, key, author: commentAuthor(environment), text, ...(head !== undefined && { head }) };
  try {
    write(quoted(`Comment on pull request ${pullRequest}: ${await keepComment(api, wanted)}.`));
  } catch (error) {
    write(annotation("warning", `The comment could not be kept: ${reasonOf(error)}`));
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
