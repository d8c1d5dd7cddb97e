/** The whole loop in git: a definition is committed, CI builds and commits what comes out, and a cluster applies that. `npm run build` comes first. */
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { codeBlocks } from "../support/code-blocks.ts";

const command = path.join(import.meta.dirname, "../../dist/main.js");
let place = "";
let server = "";
beforeAll(() => {
  place = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-gitops-")));
  server = path.join(place, "server.git");
  git(place, "init", "--quiet", "--bare", "--initial-branch=main", server);
});
afterAll(() => fs.rmSync(place, { recursive: true, force: true }));

function git(folder: string, ...words: readonly string[]): string {
  const settings = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...settings, ...words], { cwd: folder, encoding: "utf8" });
}

/** A working copy of the server's main branch, as a person or a CI job has it. */
function clone(name: string): string {
  const folder = path.join(place, name);
  git(place, "clone", "--quiet", server, folder);
  return folder;
}

function millwright(folder: string, ...words: readonly string[]): { readonly code: number | null; readonly out: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words], { cwd: path.join(folder, "ml"), encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return { code: status, out: stdout };
}

function commitAndPush(folder: string, message: string): readonly string[] {
  git(folder, "add", "--all");
  const changed = git(folder, "diff", "--cached", "--name-only")
    .trim()
    .split("\n")
    .filter((line) => line !== "");
  if (changed.length > 0) git(folder, "commit", "--quiet", "--message", message);
  git(folder, "push", "--quiet", "origin", "HEAD:main");
  return changed;
}

/** What the job does after each merge. */
function buildInCi(name: string): readonly string[] {
  const ci = clone(name);
  expect(millwright(ci, "check").code).toBe(0);
  expect(millwright(ci, "build").code).toBe(0);
  return commitAndPush(ci, "Build");
}

/** Folders that the objects of an environment tell a cluster to apply. */
function appliedBy(folder: string, environment: string): readonly string[] {
  const text = fs.readFileSync(path.join(folder, `ml/deploy/${environment}/gitops/argo.yaml`), "utf8");
  return parseAllDocuments(text).map((document) => String(document.getIn(["spec", "source", "path"])));
}

it("goes from a committed definition to committed manifests, and a second build changes nothing", () => {
  const author = clone("author");
  fs.mkdirSync(path.join(author, "ml"));
  millwright(author, "init", "--yes");
  const config = path.join(author, "ml/millwright.config.ts");
  const gitops = `targets: [argo()],\n  gitops: argoCd({ repository: "https://github.com/acme/ml-platform.git", environments: { prod: { sync: "manual" } } }),`;
  const text = fs.readFileSync(config, "utf8").replace("import { argo,", "import { argo, argoCd,").replace("targets: [argo()],", gitops);
  fs.writeFileSync(config, text);
  commitAndPush(author, "Begin");

  const built = buildInCi("first");
  expect(built).toContain("ml/deploy/prod/argo/churn.yaml");
  expect(built).toContain("ml/deploy/staging/gitops/argo.yaml");
  expect(built.every((file) => file.startsWith("ml/deploy/"))).toBe(true);
  expect(buildInCi("second")).toEqual([]);
});

it("tells each cluster of a folder that is there, with a kustomization that names what lies in it", () => {
  const cluster = clone("cluster");
  for (const environment of ["staging", "prod"])
    for (const folder of appliedBy(cluster, environment)) {
      const text = fs.readFileSync(path.join(cluster, folder, "kustomization.yaml"), "utf8");
      const [kustomization] = parseAllDocuments(text);
      const { resources } = (kustomization?.toJS() ?? {}) as { readonly resources: readonly string[] };
      expect(resources).toContain("churn.yaml");
      for (const resource of resources) expect(fs.existsSync(path.join(cluster, folder, resource))).toBe(true);
    }
});

it("checks and compares an environment for itself, and commits only what changed there", () => {
  const author = clone("second-author");
  fs.writeFileSync(path.join(author, "ml/flows/churn.prod.toml"), 'memory = "96Gi"\n');
  expect(millwright(author, "diff", "--env", "staging", "--exit-code").code).toBe(0);
  const changed = millwright(author, "diff", "--env", "prod", "--exit-code");
  expect(changed.code).toBe(1);
  expect(changed.out).toMatch(/step fit: memory \d+Gi → 96Gi/);
  expect(millwright(author, "build", "--check", "--env", "staging")).toEqual({ code: 0, out: "All committed artifacts are up to date.\n" });
  expect(millwright(author, "build", "--check", "--env", "prod").code).toBe(1);
  expect(millwright(author, "build", "--check").code).toBe(1);
  commitAndPush(author, "More memory in prod");
  const built = buildInCi("third");
  expect(built.filter((file) => file.includes("/staging/"))).toEqual([]);
  expect(built).toContain("ml/deploy/prod/argo/churn.yaml");
  expect(built).not.toContain("ml/deploy/prod/gitops/argo.yaml");
  expect(millwright(clone("fourth"), "build", "--check").code).toBe(0);
});

it("takes away what no definition makes any more, the objects of a target as well", () => {
  const author = clone("third-author");
  const config = path.join(author, "ml/millwright.config.ts");
  fs.writeFileSync(config, fs.readFileSync(config, "utf8").replace(/^ {2}gitops: .*\n/m, ""));
  commitAndPush(author, "Applied by other means");
  expect(buildInCi("fifth")).toContain("ml/deploy/prod/gitops/argo.yaml");
  expect(fs.existsSync(path.join(clone("sixth"), "ml/deploy/prod/gitops"))).toBe(false);
});

it("says where an option of the config is wrong", () => {
  const author = clone("fourth-author");
  const config = path.join(author, "ml/millwright.config.ts");
  const wrong =
    'targets: [argo()],\n  gitops: flux({ repository: "https://github.com/acme/x", environments: { production: { suspended: true } } }),';
  fs.writeFileSync(
    config,
    fs
      .readFileSync(config, "utf8")
      .replace("import { argo,", "import { argo, flux,")
      .replace(/argoCd, /, "")
      .replace("targets: [argo()],", wrong),
  );
  const { code, out } = millwright(author, "check", "--format", "json");
  expect(code).toBe(1);
  const { diagnostics } = JSON.parse(out) as {
    readonly diagnostics: readonly { readonly code: string; readonly file: string; readonly line: number; readonly column: number }[];
  };
  const line =
    fs
      .readFileSync(config, "utf8")
      .split("\n")
      .findIndex((each) => each.includes("gitops")) + 1;
  expect(diagnostics).toMatchObject([
    { code: "load/gitops-options", file: "ml/millwright.config.ts", line, help: 'Known: "staging" and "prod".' },
  ]);
});

const blocks = codeBlocks(fs.readFileSync(path.join(import.meta.dirname, "../../docs/gitops.md"), "utf8"), "ts");

it.each(blocks.map((block, index) => [index, block.code] as const))(
  "teaches with a config that builds (block %i of docs/gitops.md)",
  (index, code) => {
    const folder = path.join(place, `docs-${index}`);
    fs.mkdirSync(path.join(folder, "ml"), { recursive: true });
    millwright(folder, "init", "--yes");
    fs.writeFileSync(path.join(folder, "ml/millwright.config.ts"), code);
    expect(millwright(folder, "build").code).toBe(0);
    const kinds = parseAllDocuments(fs.readFileSync(path.join(folder, "ml/deploy/prod/gitops/argo.yaml"), "utf8")).map((document) =>
      String(document.get("kind")),
    );
    expect(kinds).toEqual(index === 0 ? ["ApplicationSet"] : ["GitRepository", "Kustomization"]);
  },
);
