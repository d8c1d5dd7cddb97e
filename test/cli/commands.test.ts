import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ownServices } from "../../cli/own-services.ts";
import type { WriteOptions, WritePlan } from "../../cli/services.ts";
import type { Change } from "../../compiler/artifact.ts";
import { type Diagnostic, defineDiagnostic, message } from "../../compiler/diagnostics/diagnostic.ts";
import type { Compiled } from "../../compiler/index.ts";
import { compiledOf, runFake } from "../support/fake-context.ts";
import { makeFlow, makePool, makeProgram, makeStep } from "../support/make-program.ts";

let root = "";
beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-cli-"));
  fs.writeFileSync(path.join(root, "millwright.config.ts"), "");
  fs.mkdirSync(path.join(root, "flows/deep"), { recursive: true });
});
afterAll(() => fs.rmSync(root, { recursive: true }));

const wrong = defineDiagnostic({ code: "check/gpu-request-fits-pool", severity: "error", message: message`Step "${"step"}" is wrong.` });
const odd = defineDiagnostic({ code: "check/odd", severity: "warning", message: message`Step "${"step"}" is odd.` });
const error = wrong.at(null, { step: "fit" }, { definition: "flow:churn" });
const warning = odd.at(null, { step: "fit" }, { definition: "flow:churn" });

const churn = makeFlow("churn", [makeStep("fit", { resources: { gpu: { pool: "h100", count: 8, capacity: ["flex"] } } })], {
  schedules: [{ cron: "0 3 * * *", timezone: "Europe/Stockholm", concurrency: "allow", params: {} }],
});
const program = makeProgram([churn, makeFlow("score")], [makePool("h100")]);
const artifacts = [
  { path: "prod/argo/churn.yaml", text: "a\nb\n", from: ["flow:churn"] },
  { path: "prod/argo/score.yaml", text: "c\n", from: ["flow:score"] },
  { path: "prod/argo/kustomization.yaml", text: "d\n", from: ["flow:churn", "flow:score"] },
];
const configuration = {
  calls: [],
  definitions: ["flows/*.flow.ts"],
  output: "deploy",
  environments: [program.environment],
  targets: [{ target: "argo", options: {}, external: false }],
  remediation: {},
  runs: {},
  rules: {},
};
const whole = compiledOf({ environments: [{ name: "prod", program, plans: [] }], artifacts, configuration, knownEnvironments: ["prod"] });

function compiling(compiled: Compiled) {
  return { compile: async () => compiled };
}

function diagnosed(...diagnostics: readonly Diagnostic[]) {
  return compiling({ ...whole, diagnostics });
}

interface Wrote {
  readonly planned: WriteOptions[];
  applied: number;
  readonly planWrite: (options: WriteOptions) => Promise<WritePlan>;
}

function writer(changes: readonly Change[]): Wrote {
  const wrote: Wrote = {
    planned: [],
    applied: 0,
    planWrite: async (options) => {
      wrote.planned.push(options);
      return {
        changes,
        diagnostics: [],
        apply: async () => {
          wrote.applied += 1;
          return [];
        },
      };
    },
  };
  return wrote;
}

const changes: readonly Change[] = [
  { path: "prod/argo/churn.yaml", action: "update", bytes: 4, from: ["flow:churn"] },
  { path: "prod/argo/kustomization.yaml", action: "keep", bytes: 2, from: ["flow:churn", "flow:score"] },
  { path: "prod/argo/old.yaml", action: "delete", bytes: 0, from: [] },
];

test("check exits 0 with warnings alone, and 1 with more of them than --max-warnings", async () => {
  expect(await runFake(["check"], diagnosed(warning), { folder: root })).toEqual({
    code: 0,
    out: 'check/odd: Step "fit" is odd.\n',
    err: "",
  });
  expect((await runFake(["check", "--max-warnings", "1"], diagnosed(warning), { folder: root })).code).toBe(0);
  expect((await runFake(["check", "--max-warnings", "0"], diagnosed(warning), { folder: root })).code).toBe(1);
});

test("check exits 1 with an error, and 0 where it is about a definition that was not selected", async () => {
  expect((await runFake(["check"], diagnosed(error), { folder: root })).code).toBe(1);
  expect(await runFake(["check", "--select", "score"], diagnosed(error), { folder: root })).toMatchObject({ code: 0, out: "" });
});

test("a silenced finding counts for nothing", async () => {
  const silenced = { ...error, suppression: { reason: "known" } };
  expect((await runFake(["check"], diagnosed(silenced), { folder: root })).code).toBe(0);
});

test("--json is the same as --format json, for check as for the others", async () => {
  const formats: string[] = [];
  const services = {
    ...diagnosed(),
    render: async (format: string) => {
      formats.push(format);
      return "{}";
    },
  };
  await runFake(["check", "--json"], services, { folder: root });
  await runFake(["check", "--format", "json"], services, { folder: root });
  await runFake(["check", "--format", "sarif"], services, { folder: root });
  expect(formats).toEqual(["json", "json", "sarif"]);
});

test("only check looks at the clock, and takes --at in its place", async () => {
  const moments: (string | undefined)[] = [];
  const services = {
    ...writer([]),
    compile: async ({ now }: { readonly now?: Date }) => {
      moments.push(now?.toISOString());
      return whole;
    },
  };
  await runFake(["check"], services, { folder: root });
  await runFake(["check", "--at", "2027-01-31T12:00:00+01:00"], services, { folder: root });
  await runFake(["build"], services, { folder: root });
  expect(moments).toEqual(["2026-11-24T00:00:00.000Z", "2027-01-31T11:00:00.000Z", undefined]);
  const refused = await runFake(["check", "--at", "tomorrow"], services, { folder: root });
  expect(refused).toMatchObject({ code: 2, out: "" });
  expect(refused.err).toContain('error cli/bad-option: Option "--at" is "tomorrow", expected a moment such as "2027-01-31T00:00:00Z".');
});

test("a baseline leaves old findings out, one more of the same is new, and what is gone is said", async () => {
  const { settle } = ownServices();
  const run = (inputs: readonly string[], ...diagnostics: readonly Diagnostic[]) =>
    runFake(["check", ...inputs], { ...diagnosed(...diagnostics), settle }, { folder: root });
  const file = path.join(root, "millwright-baseline.json");
  expect(await run(["--write-baseline"], warning, error)).toEqual({
    code: 0,
    out: "",
    err: `Wrote the findings to ${file}; name it with --baseline from now on.\n`,
  });
  const compare = ["--baseline", "millwright-baseline.json"];
  expect(await run(compare, warning, error)).toMatchObject({ code: 0, out: "", err: "2 findings are in the baseline and left out.\n" });
  expect(await run(compare, warning, error, error)).toMatchObject({ code: 1, out: `check/gpu-request-fits-pool: ${error.message}\n` });
  expect((await run(compare)).err).toContain("2 of the baseline are gone");
  fs.rmSync(file);
  expect(await run(compare)).toMatchObject({ code: 2, out: "" });
});

test("a fix is written where the file is still what was checked, and the platform is checked again", async () => {
  const file = path.join(root, "flows/churn.flow.ts");
  fs.writeFileSync(file, "old");
  let compiles = 0;
  const services = {
    compile: async () => {
      compiles += 1;
      return { ...whole, top: root, diagnostics: compiles === 1 ? [error] : [], sources: new Map([["flows/churn.flow.ts", "old"]]) };
    },
    applyFixes: async () => new Map([["flows/churn.flow.ts", "new"]]),
  };
  expect(await runFake(["check", "--fix"], services, { folder: root })).toEqual({ code: 0, out: "", err: "Fixed flows/churn.flow.ts.\n" });
  expect(fs.readFileSync(file, "utf8")).toBe("new");
  compiles = 0;
  expect((await runFake(["check", "--fix"], services, { folder: root })).err).toContain("changed while it was checked");
  expect(fs.readFileSync(file, "utf8")).toBe("new");
});

test("the root is the nearest folder above that holds a config, or the one that --root names", async () => {
  const roots: string[] = [];
  const services = {
    compile: async (options: { readonly root: string }) => {
      roots.push(options.root);
      return whole;
    },
  };
  await runFake(["check"], services, { folder: path.join(root, "flows/deep") });
  await runFake(["check", "--root", path.join(root, "flows/..")], services, { folder: "/" });
  expect(roots).toEqual([root, root]);
  expect(await runFake(["check", "--root", "flows"], services, { folder: root })).toMatchObject({ code: 2, out: "" });
});

test("build writes what changed, and says so", async () => {
  const wrote = writer(changes);
  const ran = await runFake(["build"], { ...compiling(whole), ...wrote }, { folder: root });
  expect(ran).toEqual({ code: 0, err: "", out: "~ prod/argo/churn.yaml\n- prod/argo/old.yaml\n2 of 3 files in deploy changed.\n" });
  expect(wrote.planned).toMatchObject([{ root, folder: path.join(root, "deploy"), artifacts }]);
  expect(wrote.planned[0]?.keep?.("prod/argo/old.yaml")).toBe(false);
});

test("build --json is one document of the contract's shape", async () => {
  const ran = await runFake(
    ["build", "--json"],
    { ...compiling({ ...whole, diagnostics: [warning] }), ...writer(changes) },
    { folder: root },
  );
  expect(JSON.parse(ran.out)).toEqual({
    formatVersion: 1,
    folder: "deploy",
    files: changes,
    diagnostics: [{ code: "check/odd", severity: "warning", message: 'Step "fit" is odd.' }],
    timings: { load: 1 },
  });
});

test("build writes nothing while there is an error, and exits 1", async () => {
  const wrote = writer(changes);
  const ran = await runFake(["build"], { ...diagnosed(error, warning), ...wrote }, { folder: root });
  expect(ran).toMatchObject({ code: 1 });
  expect(ran.out).toContain("Nothing was written.");
  expect(wrote.planned).toEqual([]);
});

test("build --check writes nothing, shows each stale file with its difference, and exits 1", async () => {
  fs.mkdirSync(path.join(root, "deploy/prod/argo"), { recursive: true });
  fs.writeFileSync(path.join(root, "deploy/prod/argo/churn.yaml"), "a\nB\n");
  const wrote = writer(changes);
  const ran = await runFake(["build", "--check"], { ...compiling(whole), ...wrote }, { folder: root });
  expect(ran.code).toBe(1);
  expect(ran.out).toBe(
    [
      "stale prod/argo/churn.yaml: differs from what the definitions say",
      "--- prod/argo/churn.yaml (committed)",
      "+++ prod/argo/churn.yaml (compiled)",
      "@@ -1,2 +1,2 @@",
      " a",
      "-B",
      "+b",
      "stale prod/argo/old.yaml: no definition makes it any more",
      "2 stale files. Run millwright build, and commit what it writes.",
      "",
    ].join("\n"),
  );
  expect(wrote.applied).toBe(0);
  expect((await runFake(["build", "--check"], { ...compiling(whole), ...writer([]) }, { folder: root })).code).toBe(0);
});

test("a narrowed build leaves alone what it does not make", async () => {
  const wrote = writer([]);
  await runFake(["build", "--select", "churn"], { ...compiling(whole), ...wrote }, { folder: root });
  const [{ artifacts: written, keep } = { artifacts: [] }] = wrote.planned;
  expect(written.map(({ path: file }) => file)).toEqual(["prod/argo/churn.yaml", "prod/argo/kustomization.yaml"]);
  expect([keep?.("prod/argo/score.yaml"), keep?.("prod/argo/unknown.yaml")]).toEqual([true, true]);
  await runFake(["build", "--env", "prod"], { ...compiling(whole), ...wrote }, { folder: root });
  const narrowed = wrote.planned[1]?.keep;
  expect([narrowed?.("staging/argo/churn.yaml"), narrowed?.("prod/argo/old.yaml")]).toEqual([true, false]);
});

test.each([
  [["build", "--select", "chrun"], 'error cli/nothing-selected: Selection "chrun" fits no definition.', 'Did you mean "churn"?'],
  [["build", "--select", "tagg:x"], 'error cli/selection-syntax: Selection "tagg:x"', 'Did you mean "tag"'],
  [["build", "--select", "state:modified"], 'error cli/base-needed: Selection "state:modified"', "--base origin/main"],
  [["build", "--target", "argoo"], 'error cli/unknown-target: The platform has no target "argoo".', 'Did you mean "argo"?'],
  [["check", "--env", "prd"], 'error cli/unknown-environment: The platform has no environment "prd".', 'Did you mean "prod"?'],
  [["list", "flwo"], 'error cli/unknown-kind: There is no kind of definition "flwo".', 'Did you mean "flow"?'],
  [["build", "--watch", "--check"], "error cli/conflicting-options:", "must not"],
  [["check", "--max-warnings", "-1"], "max-warnings", ""],
  [["buidl"], 'There is no command "buidl". Did you mean "build"?', ""],
  [["build", "--chek"], "--chek", "--check"],
] as const)("%j is a wrong command line: exit 2, nothing on standard output", async (inputs, said, help) => {
  const ran = await runFake(inputs, { ...compiling(whole), ...writer([]) }, { folder: root });
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain(said);
  expect(ran.err).toContain(help);
});

test("a crash exits 3 and says what to report", async () => {
  const services = {
    compile: async () => {
      throw new TypeError("undefined is not a function");
    },
  };
  const ran = await runFake(["build", "--env", "it's"], services, { folder: root });
  expect(ran).toMatchObject({ code: 3, out: "" });
  expect(ran.err).toMatch(/version {3}millwright \d+\.\d+\.\d+, node v/);
  expect(ran.err).toContain("command   millwright build --env 'it'\\''s'");
  expect(ran.err).toContain("stack     TypeError: undefined is not a function");
});

test("list shows each definition with its place", async () => {
  const ran = await runFake(["list"], compiling(whole), { folder: root });
  expect(ran.out).toBe(
    [
      "KIND     NAME   OWNER      WHERE                  TARGETS  SCHEDULE",
      "flow     churn  growth-ml  flows/churn.flow.ts:4  argo     0 3 * * * Europe/Stockholm",
      "flow     score  growth-ml  flows/score.flow.ts:4  argo",
      "gpuPool  h100              flows/platform.ts:3",
      "",
    ].join("\n"),
  );
  expect(JSON.parse((await runFake(["list", "gpuPool", "--json"], compiling(whole), { folder: root })).out)).toEqual({
    formatVersion: 1,
    definitions: [{ id: "gpuPool:h100", kind: "gpuPool", name: "h100", file: "flows/platform.ts", line: 3, environments: ["prod"] }],
  });
});

test("explain prints a page, knows a code by its last part, and lists the codes", async () => {
  const pages = async () => ({
    codes: ["check/odd", "check/gpu-request-fits-pool"],
    page: (code: string) => (code === "check/odd" ? "# check/odd\n\nOdd.\n" : undefined),
    show: (markdown: string) => markdown.toUpperCase(),
  });
  expect(await runFake(["explain", "check/odd"], { pages })).toEqual({ code: 0, out: "# CHECK/ODD\n\nODD.\n", err: "" });
  expect(await runFake(["explain"], { pages })).toEqual({ code: 0, out: "check/odd\ncheck/gpu-request-fits-pool\n", err: "" });
  expect((await runFake(["explain", "odd"], { pages })).err).toContain('Did you mean "check/odd"?');
  expect(await runFake(["explain", "check/odd", "--json"], { pages })).toMatchObject({
    out: `${JSON.stringify({ formatVersion: 1, code: "check/odd", page: "# check/odd\n\nOdd.\n" }, null, 2)}\n`,
  });
});
