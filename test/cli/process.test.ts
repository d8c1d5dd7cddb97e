/** The command as a process: bundled, with real streams and signals. `npm run build` comes first. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const repository = path.join(import.meta.dirname, "../..");
const command = path.join(repository, "dist/main.js");
let folder = "";
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-process-"));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(...inputs: readonly string[]): {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  readonly said: () => string;
} {
  const child = spawn(process.execPath, [command, ...inputs], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, out, err: withoutProgress(err) })));
  return { child, ended, said: () => out + err };
}

/** A machine that is busy is told what is under way after a second, and that is no finding. */
function withoutProgress(text: string): string {
  return text.replace(/^Compiling …\n/, "");
}

function run(...inputs: readonly string[]): Promise<Ended> {
  return start(...inputs).ended;
}

function git(...args: readonly string[]): void {
  const settings = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...settings, ...args], { cwd: folder, stdio: "ignore" });
}

test("--version is that of the package", async () => {
  const { version } = JSON.parse(fs.readFileSync(path.join(repository, "package.json"), "utf8")) as { readonly version: string };
  expect(await run("--version")).toEqual({ code: 0, out: `${version}\n`, err: "" });
});

test("what init writes checks and builds clean at once, its tests pass, and its types are right", async () => {
  expect(await run("init")).toMatchObject({ code: 0, err: "" });
  expect(await run("check", "--max-warnings", "0")).toMatchObject({ code: 0, err: "" });
  expect(await run("build")).toMatchObject({ code: 0, err: "" });
  expect(await run("build", "--check")).toEqual({ code: 0, out: "All committed artifacts are up to date.\n", err: "" });
  fs.mkdirSync(path.join(folder, "node_modules"));
  fs.symlinkSync(repository, path.join(folder, "node_modules/millwright"));
  fs.symlinkSync(path.join(repository, "node_modules/@types"), path.join(folder, "node_modules/@types"));
  expect(await run("test")).toMatchObject({ code: 0, out: expect.stringMatching(/^4 passed, 0 failed\.$/m), err: "" });
  execFileSync(path.join(repository, "node_modules/.bin/tsc"), ["-p", folder]);
});

test("diff compares with the last commit, and says a change of a config file in words", async () => {
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message", "The platform");
  expect(await run("diff", "--exit-code")).toEqual({ code: 0, out: "Nothing changed since HEAD.\n", err: "" });
  fs.writeFileSync(path.join(folder, "flows/churn.prod.toml"), 'memory = "64Gi"\n');
  fs.writeFileSync(path.join(folder, "flows/notes.flow.ts"), "// Nothing yet.\n");
  const { code, out } = await run("diff", "--exit-code");
  expect(code).toBe(1);
  expect(out).toMatch(/^churn \(flow\)\n {2}step fit: memory 32Gi → 64Gi, in argo \(prod\)\n {2}affects new and resubmitted runs/);
  expect(out).toContain("update prod/argo/churn.yaml");
  expect(out).not.toContain("staging/");
  expect(await run("list", "--select", "state:modified", "--base", "main", "--why")).toMatchObject({
    out: expect.stringContaining("\n  step fit of churn: memory 32Gi → 64Gi\n"),
  });
});

test("build --check finds what was not committed, and touches nothing", async () => {
  const artifact = path.join(folder, "deploy/prod/argo/churn.yaml");
  const before = fs.readFileSync(artifact, "utf8");
  const { code, out } = await run("build", "--check", "--json");
  expect(code).toBe(1);
  const { files } = JSON.parse(out) as { readonly files: readonly { readonly path: string; readonly action: string }[] };
  expect(files.filter(({ action }) => action === "update").map((file) => file.path)).toContain("prod/argo/churn.yaml");
  expect(fs.readFileSync(artifact, "utf8")).toBe(before);
});

test("images set pins an image that the next build writes", async () => {
  const pinned = `ghcr.io/acme/churn:9.9@sha256:${"a".repeat(64)}`;
  expect(await run("images", "set", `churn=${pinned}`)).toEqual({ code: 0, out: `churn is ${pinned}\n`, err: "" });
  expect(await run("build")).toMatchObject({ code: 0 });
  expect(fs.readFileSync(path.join(folder, "deploy/staging/argo/churn.yaml"), "utf8")).toContain(pinned);
});

test("explain finds its pages in the package", async () => {
  expect(await run("explain", "cli/base-needed")).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^cli\/base-needed\n\nA selection with/),
  });
});

test("a reader that goes away early is no crash", async () => {
  const { child, ended } = start("explain");
  child.stdout?.destroy();
  const { code, err } = await ended;
  expect(err).toBe("");
  expect(code).toBe(0);
});

test("--watch builds again after a change, and Ctrl-C ends it cleanly", async () => {
  const { child, ended, said } = start("build", "--watch");
  const heard = async (count: number) => {
    for (let waited = 0; said().split("Watching ").length <= count && waited < 300; waited++)
      await new Promise((resolve) => setTimeout(resolve, 50));
  };
  await heard(1);
  fs.writeFileSync(path.join(folder, "flows/churn.prod.toml"), 'memory = "96Gi"\n');
  await heard(2);
  child.kill("SIGINT");
  expect(await ended).toMatchObject({ code: 0 });
  expect(fs.readFileSync(path.join(folder, "deploy/prod/argo/churn.yaml"), "utf8")).toContain("96Gi");
});
