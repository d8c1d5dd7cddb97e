import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Services } from "../../cli/services.ts";
import { defineDiagnostic, message } from "../../compiler/diagnostics/diagnostic.ts";
import type { Compiled, CompileOptions } from "../../compiler/index.ts";
import { compiledOf, runFake } from "../support/fake-context.ts";
import { makeFlow, makeProgram, makeStep } from "../support/make-program.ts";

let root = "";
beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-diff-"));
  fs.writeFileSync(path.join(root, "millwright.config.ts"), "");
});
afterAll(() => fs.rmSync(root, { recursive: true }));

function platform(count: number, memory: string, name = "churn"): Compiled {
  const fit = makeStep("fit", { timeout: "6h", resources: { memory, gpu: { pool: "h100", count, capacity: ["flex"] } } });
  const flow = makeFlow(name, [fit], { schedules: [{ cron: "0 0 1 * *", timezone: "UTC", concurrency: "allow", params: {} }] });
  return compiledOf({
    environments: ["prod", "staging"].map((environment) => ({
      name: environment,
      program: makeProgram([flow, makeFlow("same")], [], { name: environment }),
      plans: [],
    })),
    artifacts: ["prod", "staging"].map((environment) => ({
      path: `${environment}/argo/${name}.yaml`,
      text: `kind: Template\nmemory: ${memory}\ngpus: ${count}\n`,
      from: [`flow:${name}`],
    })),
  });
}

const empty = defineDiagnostic({ code: "check/wrong", severity: "error", message: message`Wrong.` });
const asked: string[] = [];

/** Compiles to `before` where the texts of a base lie over the disk. */
function between(before: Compiled, after: Compiled): Partial<Services> {
  return {
    compile: async ({ overlay, environments }: CompileOptions) => {
      const compiled = overlay === undefined ? after : before;
      return { ...compiled, ...narrowed(compiled, environments) };
    },
    readBase: async (_, reference) => {
      asked.push(reference);
      return { commit: "c".repeat(40), texts: new Map([["flows/churn.flow.ts", ""]]) };
    },
    stateOf: async () => (definition) => JSON.stringify(definition),
  };
}

/** As the compiler narrows what it gives. */
function narrowed({ environments, artifacts }: Compiled, names: readonly string[] | undefined): Partial<Compiled> {
  if (names === undefined) return {};
  return {
    environments: environments.filter(({ name }) => names.includes(name)),
    artifacts: artifacts.filter(({ path: file }) => names.includes(file.split("/")[0] ?? "")),
  };
}

const changed = between(platform(8, "64Gi"), platform(16, "128Gi"));

test("words come first, grouped by definition, with consequence and GPU hours; then each artifact", async () => {
  expect(await runFake(["diff"], changed, { folder: root })).toEqual({
    code: 0,
    err: "",
    out: `churn (flow)
  step fit: memory 64Gi → 128Gi, in argo (prod, staging)
  step fit: GPUs 8 → 16, in argo (prod, staging)
  GPUs asked for: 8 → 16; GPU hours a month at most: 48 → 96
  affects new and resubmitted runs; what runs or is retried goes on as it began

update prod/argo/churn.yaml (+2 -2)
@@ -1,3 +1,3 @@
 kind: Template
-memory: 64Gi
-gpus: 8
+memory: 128Gi
+gpus: 16

update staging/argo/churn.yaml (+2 -2)
@@ -1,3 +1,3 @@
 kind: Template
-memory: 64Gi
-gpus: 8
+memory: 128Gi
+gpus: 16

`,
  });
  expect(asked.at(-1)).toBe("HEAD");
});

test("--exit-code tells whether something changed; --base names since when", async () => {
  const same = between(platform(8, "64Gi"), platform(8, "64Gi"));
  expect((await runFake(["diff", "--exit-code"], changed, { folder: root })).code).toBe(1);
  expect(await runFake(["diff", "--exit-code", "--base", "origin/main"], same, { folder: root })).toEqual({
    code: 0,
    err: "",
    out: "Nothing changed since origin/main.\n",
  });
  expect(asked.at(-1)).toBe("origin/main");
});

test("--json is one document of the contract's shape", async () => {
  const document = JSON.parse((await runFake(["diff", "--json", "--env", "prod"], changed, { folder: root })).out);
  expect(document).toMatchObject({
    formatVersion: 1,
    base: "HEAD",
    complete: true,
    changes: [
      {
        definition: "flow:churn",
        change: "changed",
        path: "steps.fit.resources.memory",
        from: "64Gi",
        to: "128Gi",
        targets: ["argo"],
        environments: ["prod"],
        consequence: "new-runs",
        sentence: "step fit of churn: memory 64Gi → 128Gi",
      },
      { path: "steps.fit.resources.gpu.count", from: 8, to: 16 },
    ],
    gpus: [
      { definition: "flow:churn", gpus: { from: 8, to: 16 }, hoursPerMonth: { from: 48, to: 96 }, unbounded: [], environments: ["prod"] },
    ],
    files: [{ path: "prod/argo/churn.yaml", action: "update", added: 2, removed: 2 }],
  });
});

test("markdown folds the artifacts, and neither markup nor mentions of a definition reach the comment", async () => {
  const hostile = platform(8, "@acme/admins <b>`x`</b> #12 [a](b)");
  const { out } = await runFake(["diff", "--format", "markdown"], between(platform(8, "64Gi"), hostile), { folder: root });
  expect(out).toContain(
    "- step fit: memory 64Gi → @\u200bacme/admins &lt;b&gt;\\`x\\`&lt;/b&gt; \\#\u200b12 \\[a\\]\\(b\\), in argo \\(prod, staging\\)\n",
  );
  expect(out).toContain("<details><summary>update <code>prod/argo/churn.yaml</code> (+1 −1)</summary>\n\n```diff\n@@ -1,3 +1,3 @@\n");
});

test("markdown stays within what a comment holds, and says what it leaves out", async () => {
  const many = (text: string) =>
    compiledOf({ artifacts: Array.from({ length: 3000 }, (_, index) => ({ path: `prod/argo/${index}.yaml`, text, from: [] })) });
  const { out } = await runFake(["diff", "--format", "markdown"], between(many("a\n"), many("b\n")), { folder: root });
  expect(out.length).toBeLessThan(60_000);
  expect(out).toMatch(/… and \d+ more files that do not fit here\.\n$/);
});

test("a long difference is cut unless --full; --context sets the lines around a change", async () => {
  const lines = (word: string) => Array.from({ length: 100 }, (_, index) => `${index % 2 === 0 ? "same" : word} ${index}`).join("\n");
  const of = (word: string) => compiledOf({ artifacts: [{ path: "prod/a.yaml", text: lines(word), from: [] }] });
  const services = between(of("old"), of("new"));
  expect((await runFake(["diff"], services, { folder: root })).out).toMatch(/… \d+ more lines; --full shows them/);
  expect((await runFake(["diff", "--full"], services, { folder: root })).out).not.toContain("more lines");
  expect((await runFake(["diff", "--context", "0", "--full"], services, { folder: root })).out).not.toContain(" same 2\n");
});

test("errors make the difference incomplete: exit 1, and it says so", async () => {
  const broken = between(platform(8, "64Gi"), { ...platform(16, "64Gi"), diagnostics: [empty.at(null, {})] });
  const ran = await runFake(["diff"], broken, { folder: root });
  expect(ran).toMatchObject({ code: 1 });
  expect(ran.err).toContain("1 errors, so the difference is not complete");
  expect(ran.out).not.toContain("update ");
});

test("a base with errors cannot be compared with", async () => {
  const broken = between({ ...platform(8, "64Gi"), diagnostics: [empty.at(null, {})] }, platform(8, "64Gi"));
  const ran = await runFake(["diff", "--base", "v1"], broken, { folder: root });
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain('The platform at "v1" has 1 errors');
});

test("what is not selected is not told", async () => {
  const ran = await runFake(["diff", "--select", "same", "--exit-code"], changed, { folder: root });
  expect(ran).toMatchObject({ code: 0, out: "Nothing changed since HEAD.\n" });
});

test("state:modified selects what changed, and list --why says which property", async () => {
  const ran = await runFake(["list", "--select", "state:modified", "--base", "main", "--why"], changed, { folder: root });
  expect(ran.out).toBe(
    [
      "KIND  NAME   OWNER      WHERE                  TARGETS  SCHEDULE",
      "flow  churn  growth-ml  flows/churn.flow.ts:4  argo     0 0 1 * * UTC",
      "  step fit of churn: memory 64Gi → 128Gi",
      "  step fit of churn: GPUs 8 → 16",
      "",
    ].join("\n"),
  );
});

test("a selection of what changed may be empty: then nothing is checked, and that is clean", async () => {
  const same = between(platform(8, "64Gi"), platform(8, "64Gi"));
  expect(await runFake(["check", "--select", "state:modified+", "--base", "main"], same, { folder: root })).toMatchObject({
    code: 0,
    err: "",
  });
});

test("build --why names the properties behind a changed file, however the file is named", async () => {
  for (const file of ["deploy/prod/argo/churn.yaml", "prod/argo/churn.yaml", path.join(root, "deploy/prod/argo/churn.yaml")])
    expect(await runFake(["build", "--why", file], changed, { folder: root })).toEqual({
      code: 0,
      err: "",
      out: `prod/argo/churn.yaml differs from HEAD because of
  step fit of churn: memory 64Gi → 128Gi
  step fit of churn: GPUs 8 → 16
`,
    });
  const unknown = await runFake(["build", "--why", "deploy/prod/argo/chrun.yaml"], changed, { folder: root });
  expect(unknown).toMatchObject({ code: 2, out: "" });
  expect(unknown.err).toContain('Did you mean "prod/argo/churn.yaml"');
});

test("build --why of a file whose definitions are the same says what else it can be", async () => {
  const after = platform(8, "64Gi");
  const services = between(platform(8, "64Gi"), {
    ...after,
    artifacts: after.artifacts.map((artifact) => ({ ...artifact, text: "other" })),
  });
  expect((await runFake(["build", "--why", "prod/argo/churn.yaml"], services, { folder: root })).out).toContain(
    "no property of flow:churn does: a target's options or Millwright itself changed",
  );
});
