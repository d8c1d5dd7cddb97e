/** The Action as the runner starts it: a process of its own, the real command, a repository with a pull request. Needs dist/ (npm run build). */
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { nothing, output, head as someCommit } from "./fake-command.ts";
import { type GithubServer, startGithub } from "./github-server.ts";

const repository = path.resolve(import.meta.dirname, "../..");

function temporaryFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-end-to-end-")));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function git(folder: string, ...args: readonly string[]): string {
  const identity = [
    "-c",
    "user.name=Ada",
    "-c",
    "user.email=ada@example.com",
    "-c",
    "init.defaultBranch=main",
    "-c",
    "commit.gpgsign=false",
  ];
  return execFileSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}

function millwright(folder: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [path.join(repository, "dist/main.js"), ...args], { cwd: folder, stdio: "ignore" });
}

function commit(folder: string, message: string): string {
  git(folder, "add", "-A");
  git(folder, "commit", "--quiet", "-m", message);
  return git(folder, "rev-parse", "HEAD");
}

interface PullRequest {
  readonly folder: string;
  readonly head: string;
  readonly base: string;
}

/** A platform on `main`, and the merge of a branch that changed it, as GitHub checks it out. */
function pullRequest(change: (folder: string) => void): PullRequest {
  const folder = temporaryFolder();
  git(folder, "init", "--quiet");
  millwright(folder, "init", "--yes");
  millwright(folder, "build");
  const base = commit(folder, "platform");
  git(folder, "checkout", "--quiet", "-b", "topic");
  change(folder);
  const head = commit(folder, "change");
  git(folder, "checkout", "--quiet", "main");
  git(folder, "merge", "--quiet", "--no-ff", "--no-edit", "topic");
  return { folder, head, base };
}

interface Ran {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: string;
  readonly temporary: string;
}

async function runAction(script: string, { folder, head, base }: PullRequest, { address }: GithubServer): Promise<Ran> {
  const temporary = temporaryFolder();
  const event = { pull_request: { number: 7, head: { sha: head }, base: { sha: base, ref: "main" } } };
  fs.writeFileSync(path.join(temporary, "event.json"), JSON.stringify(event));
  const child = spawn(process.execPath, [script], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      GITHUB_WORKSPACE: folder,
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: path.join(temporary, "event.json"),
      GITHUB_OUTPUT: path.join(temporary, "output"),
      GITHUB_STEP_SUMMARY: path.join(temporary, "summary"),
      GITHUB_REPOSITORY: "acme/platform",
      GITHUB_SHA: git(folder, "rev-parse", "HEAD"),
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_API_URL: address,
      RUNNER_TEMP: temporary,
      "INPUT_GITHUB-TOKEN": "t0ken",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (log += chunk.toString("utf8")));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  const file = path.join(temporary, "output");
  return { code, log, outputs: fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "", temporary };
}

function edit(folder: string, file: string, from: string, to: string): void {
  const text = fs.readFileSync(path.join(folder, file), "utf8");
  expect(text).toContain(from);
  fs.writeFileSync(path.join(folder, file), text.replace(from, to));
}

test("a changed config value is checked, built, and said in the comment in words, once for two pushes", async () => {
  const pull = pullRequest((folder) => {
    edit(folder, "flows/churn.toml", "0.8", "0.9");
    millwright(folder, "build");
  });
  const github = await startGithub({ pulls: [{ number: 7, head: { sha: pull.head } }] });
  const ran = await runAction(path.join(repository, "action/main.mjs"), pull, github);
  expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("Comment on pull request 7: created.")]);
  expect(output(ran.outputs, "changed")).toBe("true");
  expect(output(ran.outputs, "affected")).toBe('[{"kind":"flow","name":"churn"}]');
  expect(output(ran.outputs, "stale")).toBe("0");
  expect(github.comments[0]?.body).toMatch(
    /### Millwright: no findings[\s\S]*### What changed since main[\s\S]*churn[\s\S]*0\.8[\s\S]*0\.9/,
  );
  const sarif = JSON.parse(fs.readFileSync(output(ran.outputs, "sarif") ?? "", "utf8")) as { readonly version: string };
  expect(sarif.version).toBe("2.1.0");
  const again = await runAction(path.join(repository, "action/main.mjs"), pull, github);
  expect(again.log).toContain("Comment on pull request 7: unchanged.");
  expect(github.comments).toHaveLength(1);
});

test("a forgotten build is stale, a mistake is an error at its line, and both make the step red", async () => {
  const stale = pullRequest((folder) => edit(folder, "flows/churn.toml", "0.8", "0.9"));
  const github = await startGithub({ pulls: [{ number: 7, head: { sha: stale.head } }] });
  const forgotten = await runAction(path.join(repository, "action/main.mjs"), stale, github);
  expect(forgotten.code).toBe(1);
  expect(Number(output(forgotten.outputs, "stale"))).toBeGreaterThan(0);
  expect(github.comments[0]?.body).toContain("The committed artifacts are not what the definitions say.");
  const broken = pullRequest((folder) => edit(folder, "flows/churn.flow.ts", 'cron: "0 3 * * *"', 'cron: "0 3 * *"'));
  const mistaken = await runAction(path.join(repository, "action/main.mjs"), broken, await startGithub());
  expect(mistaken.code).toBe(1);
  expect(mistaken.log).toMatch(/^::error file=flows\/churn\.flow\.ts,line=\d+,col=\d+,endColumn=\d+,title=[a-z]+\/[a-z-]+::/m);
  expect(output(mistaken.outputs, "errors")).toBe("1");
});

test("in a checkout of the repository the scripts run from source, without a build and without a package", async () => {
  const checkout = temporaryFolder();
  const files = git(repository, "ls-files", "action", "cli", "compiler", "remediation", "schema", "package.json").split("\n");
  for (const file of files.filter((name) => fs.existsSync(path.join(repository, name))))
    fs.cpSync(path.join(repository, file), path.join(checkout, file), { recursive: true });
  const folder = temporaryFolder();
  git(folder, "init", "--quiet");
  const own = path.join(folder, "node_modules/millwright");
  fs.mkdirSync(path.join(own, "dist"), { recursive: true });
  fs.writeFileSync(path.join(own, "package.json"), '{"name":"millwright","type":"module"}');
  fs.writeFileSync(
    path.join(own, "dist/main.js"),
    `const answers = ${JSON.stringify(nothing)};
const [name, ...rest] = process.argv.slice(2);
process.stdout.write(answers[name === "check" ? "check " + rest[1] : name].out ?? "");\n`,
  );
  const base = commit(folder, "platform");
  const github = await startGithub({ pulls: [{ number: 7, head: { sha: someCommit } }] });
  const ran = await runAction(path.join(checkout, "action/main.mjs"), { folder, head: someCommit, base }, github);
  expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("Comment on pull request 7: none.")]);
  const comment = await runAction(path.join(checkout, "action/comment/main.mjs"), { folder, head: someCommit, base }, github);
  expect([comment.code, comment.log]).toEqual([1, expect.stringContaining('use it on "workflow_run"')]);
});
