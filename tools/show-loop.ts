/**
 * Shows the loop: a step outgrows its memory, the definition is mended on a branch, and the run goes on from where it failed
 *
 * The real commands, on a copy of examples/acme in a repository of its own that goes again; nothing here is touched, and nothing asks the network.
 */
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { canWatchProcesses } from "../local/execute/process-tree.ts";

const root = path.dirname(import.meta.dirname);
const command = path.join(root, "dist/main.js");
const place = path.join(fs.realpathSync(os.tmpdir()), "millwright-loop-");

if (canWatchProcesses()) showLoop(fs.mkdtempSync(place));
else
  say(
    "\nThe memory of a step is watched on Linux only, so what follows a step that is killed for it is not shown here: see docs/remediation.md.",
  );

function showLoop(folder: string): void {
  try {
    say("\nA failed run, mended: a copy of examples/acme in a git repository of its own.");
    fs.cpSync(path.join(root, "examples/acme"), folder, { recursive: true, filter: (file) => path.basename(file) !== ".millwright" });
    fs.writeFileSync(path.join(folder, ".gitignore"), ".millwright/\n");
    git(folder, "init", "--quiet", "--initial-branch=main");
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message=The platform as it is");

    title("1. The flow `similar` holds a table in memory that is larger than what staging gives its step.");
    millwright(folder, 1, "run", "similar");
    const [run = ""] = fs.readdirSync(path.join(folder, ".millwright/runs"));

    title("2. What the run left behind becomes a change of one value, proved by compiling it, on a branch.");
    millwright(folder, 0, "remediate", run, "--publish", "branch");

    title("3. The commit: the value, and the artifacts that follow from it.");
    const branch = git(folder, "branch", "--list", "--format=%(refname:short)", "remediate/*").trim();
    shownGit(folder, "checkout", "--quiet", branch);
    shownGit(folder, "show", "--stat", "--format=%s");
    shownGit(folder, "diff", "main", "--", "flows");
    millwright(folder, 0, "build", "--check");

    title("4. The run goes on: `pick` is not run again, `compare` has its memory.");
    millwright(folder, 0, "run", "--resume", run);
    say("\nThe repository was a copy and is gone; what examples/acme says is as it was.");
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the command in the copy, with what it says; a step that ends otherwise ends the show. */
function millwright(folder: string, expected: number, ...words: readonly string[]): void {
  say(`\n$ millwright ${words.join(" ")}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words], { cwd: folder, env: own(), encoding: "utf8" });
  // Progress goes to standard error: with both on one page it would be said twice.
  say((stdout === "" || (status !== 0 && status !== 1) ? `${stdout}${stderr}` : stdout).trimEnd());
  if (status !== expected) throw new Error(`\`millwright ${words.join(" ")}\` ended with ${status}, not with ${expected}.`);
}

function shownGit(folder: string, ...words: readonly string[]): void {
  say(`\n$ git ${words.join(" ")}`);
  const said = git(folder, ...words).trimEnd();
  if (said !== "") say(said);
}

function git(folder: string, ...words: readonly string[]): string {
  return execFileSync("git", words, { cwd: folder, env: own(), encoding: "utf8" });
}

/** The settings of whoever runs this stay out of the copy: signed commits, hooks, pagers, colours. */
function own(): NodeJS.ProcessEnv {
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, ...environment } = process.env;
  return {
    ...environment,
    GIT_CONFIG_GLOBAL: os.devNull,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Acme",
    GIT_AUTHOR_EMAIL: "ml@acme.example",
    GIT_COMMITTER_NAME: "Acme",
    GIT_COMMITTER_EMAIL: "ml@acme.example",
    NO_COLOR: "1",
  };
}

function title(text: string): void {
  say(`\n${text}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
