import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { ownServices } from "../../cli/own-services.ts";
import { readPublishLine } from "../../remediation/publish/publish-line.ts";
import { failedRun, killedAttempt } from "../support/failed-run.ts";
import { type Ran, runFake } from "../support/fake-context.ts";
import { describeFolder, newFolder, writeFiles } from "../support/folder.ts";

const flow = `import { flow } from "millwright";

// Kept as it is.
export const churn = flow("churn", { owner: "growth-ml" }, ({ step }) => {
  step("fit", { image: "acme/fit:1.0", command: () => ["fit"], resources: { memory: "8Gi" }, timeout: "2h" });
});
`;
const config = `import { argo, platform } from "millwright";
export default platform({ definitions: ["*.flow.ts"], output: "deploy", environments: { prod: { namespace: "ml" } }, targets: [argo()] });
`;

function record(attempt: object): string {
  return JSON.stringify(failedRun(attempt));
}

const killed = record(killedAttempt);

function git(root: string, ...args: readonly string[]): string {
  return execFileSync("git", ["-C", root, "-c", "user.name=A", "-c", "user.email=a@b", ...args], { encoding: "utf8" });
}

function repository(): string {
  const root = newFolder();
  writeFiles(root, { "millwright.config.ts": config, "churn.flow.ts": flow });
  git(root, "init", "-q");
  git(root, "add", "-A");
  git(root, "commit", "-qm", "first");
  return root;
}

async function run(root: string, document: string, ...flags: readonly string[]): Promise<Ran> {
  const file = path.join(newFolder(), "run.json");
  fs.writeFileSync(file, document);
  return runFake(["remediate", file, "--root", root, ...flags], ownServices({ MILLWRIGHT_CACHE: "off" }));
}

it("turns a step that was killed for its memory into one confirmed edit, and writes nothing", async () => {
  const root = repository();
  const untouched = describeFolder(root);
  const { code, out } = await run(root, killed, "--json");
  const document = JSON.parse(out) as { readonly edits: readonly { readonly start: number }[] };
  expect(document).toMatchObject({
    formatVersion: 1,
    verdict: { class: "mem.container_oom", action: "propose", safety: "safe" },
    proposal: { definition: "flow:churn", path: "steps.fit.resources.memory", from: "8Gi", to: "16Gi", safety: "safe" },
    edits: [{ file: "churn.flow.ts", text: '"16Gi"' }],
    confirmed: true,
    refused: null,
    artifacts: ["prod/argo/churn.yaml"],
    publication: null,
  });
  expect(document.edits[0]?.start).toBe(flow.indexOf('"8Gi"'));
  expect(code).toBe(0);
  expect(describeFolder(root)).toEqual(untouched);
});

it("publishes a branch with one commit beside the working tree, and finds it again", async () => {
  const root = repository();
  const first = JSON.parse((await run(root, killed, "--json", "--publish", "branch")).out) as { readonly publication: object };
  const branch = "remediate/prod/churn/fit/mem.container_oom/resources.memory";
  const commit = git(root, "rev-parse", branch).trim();
  expect(first.publication).toEqual({ branch, commit, url: null });
  expect(git(root, "show", `${branch}:churn.flow.ts`)).toBe(flow.replace("8Gi", "16Gi"));
  expect(git(root, "rev-list", "--count", `HEAD..${branch}`).trim()).toBe("1");
  expect(git(root, "status", "--porcelain")).toBe("");
  expect(git(root, "log", "-1", "--format=%s", branch).trim()).toBe("churn/fit: resources.memory 8Gi -> 16Gi");
  const second = JSON.parse((await run(root, killed, "--json", "--publish", "branch")).out) as { readonly publication: object };
  expect(second.publication).toEqual(first.publication);
});

it("commits the artifacts with the edit where they are committed, so that a build of the branch changes nothing", async () => {
  const root = repository();
  const services = ownServices({ MILLWRIGHT_CACHE: "off" });
  await runFake(["build", "--root", root], services);
  git(root, "add", "-A");
  git(root, "commit", "-qm", "artifacts");
  await run(root, killed, "--publish", "branch");
  git(root, "checkout", "-q", "remediate/prod/churn/fit/mem.container_oom/resources.memory");
  expect(await runFake(["build", "--check", "--root", root], services)).toMatchObject({ code: 0 });
});

it("makes no branch on a dry run, nor of what is not committed", async () => {
  const root = repository();
  await run(root, killed, "--publish", "branch", "--dry-run");
  expect(git(root, "branch", "--list", "remediate/*")).toBe("");
  fs.appendFileSync(path.join(root, "churn.flow.ts"), "// mine\n");
  const { code, out } = await run(root, killed, "--publish", "branch");
  expect(code).toBe(1);
  expect(out).toContain('"churn.flow.ts" has changes that are not committed');
  expect(git(root, "branch", "--list", "remediate/*")).toBe("");
});

it("touches no branch of that name that says something else", async () => {
  const root = repository();
  const branch = "remediate/prod/churn/fit/mem.container_oom/resources.memory";
  git(root, "branch", branch);
  const { code, out } = await run(root, killed, "--publish", "branch");
  expect(code).toBe(1);
  expect(out).toContain("is there and says something else");
  expect(git(root, "rev-parse", branch)).toBe(git(root, "rev-parse", "HEAD"));
});

it("refuses, and says why, where no change is right", async () => {
  const root = repository();
  const failed = await run(root, record({ exitCode: 1, reason: "Error", message: "KeyError: 'day'" }), "--json");
  expect(failed.code).toBe(1);
  expect(JSON.parse(failed.out)).toMatchObject({ proposal: null, edits: [], confirmed: false, refused: expect.stringMatching(/\S/) });
  const before = record({ exitCode: 137, reason: "OOMKilled", message: "", limits: { memory: "4Gi" } });
  expect((await run(root, before)).out).toContain('The run had "4Gi" for "resources.memory", and the definition says "8Gi" by now');
  expect((await run(root, killed, "--step", "fitt")).out).toContain('Flow "churn" has no step "fitt"');
});

function lineOf(file: string): object {
  const [line = "", ...rest] = fs.readFileSync(file, "utf8").trim().split("\n");
  expect(rest).toEqual([]);
  return readPublishLine(line);
}

it("writes what a publisher needs into a file: the texts after the change, and what each file has to be before", async () => {
  const root = repository();
  const services = ownServices({ MILLWRIGHT_CACHE: "off" });
  await runFake(["build", "--root", root], services);
  git(root, "add", "-A");
  git(root, "commit", "-qm", "artifacts");
  const file = path.join(newFolder(), "proposals.jsonl");
  expect((await run(root, killed, "--out", file)).code).toBe(0);
  const line = lineOf(file);
  expect(line).toMatchObject({
    proposal: {
      key: { environment: "prod", flow: "churn", step: "fit", class: "mem.container_oom", field: "resources.memory" },
      base: { branch: "main", commit: git(root, "rev-parse", "HEAD").trim() },
      change: { definition: "flow:churn", field: "steps.fit.resources.memory", from: "8Gi", to: "16Gi", safety: "safe" },
      policy: { repository: null, pullRequests: { hourly: 2, open: 10, perFlow: 3 }, coolDownSeconds: 86_400, dashboard: true },
    },
  });
  const { files } = (line as { proposal: { files: readonly { path: string; kind: string; before: string; text: string }[] } }).proposal;
  expect(files.map(({ path: name, kind }) => `${kind} ${name}`)).toEqual([
    "source churn.flow.ts",
    "artifact deploy/.millwright.json",
    "artifact deploy/SHA256SUMS",
    "artifact deploy/prod/argo/churn.yaml",
  ]);
  for (const { path: name, before } of files) expect(before).toBe(git(root, "rev-parse", `HEAD:${name}`).trim());
  for (const { path: name, text } of files) fs.writeFileSync(path.join(root, name), text);
  expect(await runFake(["build", "--check", "--root", root], services)).toMatchObject({ code: 0 });
});

it("writes no proposal of a platform that is not as it is committed", async () => {
  const root = repository();
  const file = path.join(newFolder(), "proposals.jsonl");
  fs.appendFileSync(path.join(root, "millwright.config.ts"), "// mine\n");
  const { code, out } = await run(root, killed, "--out", file);
  expect(code).toBe(1);
  expect(out).toContain('"millwright.config.ts" has changes that are not committed');
  expect(fs.readFileSync(file, "utf8")).toBe("");
});

it("starts a publisher that says what it lacks, and changes nothing", async () => {
  const root = repository();
  const untouched = describeFolder(root);
  const { code, out } = await run(root, killed, "--publish", "github", "--json");
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ confirmed: true, publication: null, refused: expect.stringContaining("repository") });
  expect(describeFolder(root)).toEqual(untouched);
});
