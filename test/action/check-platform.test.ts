import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { withMarker } from "../../action/github/keep-comment.ts";
import { readReport } from "../../action/read-report.ts";
import { base, changed, finding, head, json, nothing, output, runAction } from "./fake-command.ts";
import { startGithub } from "./github-server.ts";

const pulls = [{ number: 7, head: { sha: head } }];

test("a pull request that changes something is checked, annotated, told to code scanning, and commented on", async () => {
  const github = await startGithub({ pulls });
  const ran = await runAction(changed, {}, github);
  expect(ran.code).toBe(0);
  expect(ran.calls).toEqual([
    ["check", "--format", "json"],
    ["check", "--format", "github"],
    ["check", "--format", "sarif"],
    ["build", "--check", "--json"],
    ["diff", "--format", "json", "--base", base],
    ["list", "--select", "state:modified+", "--json", "--base", base],
  ]);
  expect(output(ran.outputs, "changed")).toBe("true");
  expect(output(ran.outputs, "affected")).toBe('[{"kind":"flow","name":"churn"}]');
  expect(output(ran.outputs, "errors")).toBe("0");
  expect(output(ran.outputs, "warnings")).toBe("0");
  expect(github.comments[0]?.body).toContain("step fit: memory 64Gi → 128Gi");
  expect(ran.summary).toContain("step fit: memory 64Gi → 128Gi");
  const [sarif] = github.sarifs as readonly { readonly commit_sha: string; readonly ref: string; readonly sarif: string }[];
  expect(sarif).toMatchObject({ commit_sha: "c".repeat(40), ref: "refs/pull/7/merge" });
  expect(gunzipSync(Buffer.from(sarif?.sarif ?? "", "base64")).toString()).toBe('{"version":"2.1.0"}\n');
});

test("the report that is left is one that the other workflow reads", async () => {
  const ran = await runAction(changed);
  expect(ran.report).toMatchObject({ formatVersion: 1, pullRequest: 7, errors: 0, difference: { known: true, base: "main" } });
  expect(() => readReport(output(ran.outputs, "report") ?? "")).not.toThrow();
});

test("the command sees nothing of the job: no token, no input, no secret", async () => {
  const github = await startGithub({ pulls });
  const { seen } = await runAction(nothing, {}, github);
  expect(seen.filter((name) => /TOKEN|SECRET|^INPUT_|^GITHUB_|^ACTIONS_|^RUNNER_/.test(name))).toEqual([]);
  expect(seen).toContain("PATH");
});

test("where nothing changed there is no comment, and the one of an earlier push goes", async () => {
  const github = await startGithub({ pulls, comments: [{ body: withMarker("default", "old") }] });
  const ran = await runAction(nothing, {}, github);
  expect(ran.code).toBe(0);
  expect(output(ran.outputs, "changed")).toBe("false");
  expect(github.comments).toEqual([]);
});

test("the comment comes always, or never, if that is asked", async () => {
  const always = await startGithub({ pulls });
  await runAction(nothing, { comment: "always" }, always);
  expect(always.comments[0]?.body).toContain("Nothing changed since main.");
  const never = await startGithub({ pulls });
  await runAction(changed, { comment: "never", "upload-sarif": "false" }, never);
  expect(never.requests).toEqual([]);
});

test("errors make the step red, stand in the comment, and leave the build out", async () => {
  const github = await startGithub({ pulls });
  const answers = {
    ...changed,
    "check json": json({ diagnostics: [finding, { ...finding, severity: "warning", message: "A warning." }] }, 1),
    "check github": { code: 1, out: "::error file=flows/churn.flow.ts,line=3,title=check/x::Step\n" },
    "check sarif": { code: 1, out: "{}" },
    diff: { ...json({ base, complete: false, changes: [], gpus: [], files: [] }, 1), err: "The definitions have 1 errors" },
  };
  const ran = await runAction(answers, {}, github);
  expect(ran.code).toBe(1);
  expect(ran.calls.map(([name]) => name)).not.toContain("build");
  expect(ran.log).toContain("::error file=flows/churn.flow.ts,line=3,title=check/x::Step\n");
  expect(ran.log).toContain("::error title=Millwright::The definitions have 1 error.\n");
  expect(output(ran.outputs, "errors")).toBe("1");
  expect(output(ran.outputs, "warnings")).toBe("1");
  expect(github.comments[0]?.body).toContain("error check/x: Step");
});

test("stale artifacts make the step red, unless they are not asked for", async () => {
  const files = [{ path: "prod/argo/churn.yaml", action: "update", bytes: 1, from: [] }];
  const answers = { ...nothing, build: json({ files, diagnostics: [] }, 1) };
  const ran = await runAction(answers);
  expect(ran.code).toBe(1);
  expect(output(ran.outputs, "stale")).toBe("1");
  expect(ran.log).toContain("1 committed artifact is stale");
  expect(ran.summary).toContain("prod/argo/churn.yaml differs");
  expect((await runAction(answers, { "build-check": "false" })).code).toBe(0);
});

test("an error that only the build finds counts", async () => {
  const answers = { ...nothing, build: json({ files: [], diagnostics: [{ ...finding, code: "write/not-owned" }] }, 1) };
  const ran = await runAction(answers);
  expect([ran.code, output(ran.outputs, "errors")]).toEqual([1, "1"]);
});

test("more warnings than allowed make the step red", async () => {
  const answers = { ...nothing, "check json": json({ diagnostics: [{ ...finding, severity: "warning" }] }) };
  expect((await runAction(answers, { "max-warnings": "1" })).code).toBe(0);
  expect((await runAction(answers, { "max-warnings": "0" })).code).toBe(1);
});

test("a base that is not there or does not compile is said, never taken for no change, and does not make the step red", async () => {
  const github = await startGithub({ pulls });
  const answers = { ...nothing, diff: { code: 2, err: 'error git/unknown-reference: The repository has no commit "b".\n' } };
  const ran = await runAction(answers, {}, github);
  expect(ran.code).toBe(0);
  expect(output(ran.outputs, "changed")).toBe("unknown");
  expect(github.comments[0]?.body.replaceAll("\r", "")).toContain("The difference is not known:\n\n```text\nerror git/unknown-reference");
});

test("the merge queue is checked against its base, without a comment", async () => {
  const github = await startGithub({ pulls });
  const payload = { merge_group: { base_sha: base, base_ref: "refs/heads/main" } };
  const ran = await runAction(changed, {}, { event: "merge_group", payload, address: github.address });
  expect(ran.code).toBe(0);
  expect(ran.calls).toContainEqual(["diff", "--format", "json", "--base", base]);
  expect(github.requests.filter((line) => line.includes("comments"))).toEqual([]);
});

test("a token that may only read, as a fork's, changes nothing of the verdict", async () => {
  const github = await startGithub({ pulls });
  const refused = { status: 403, body: { message: "Resource not accessible by integration" } };
  github.faults.push({ on: /sarifs/, ...refused }, { on: /^POST .*comments/, ...refused });
  const ran = await runAction(changed, {}, github);
  expect(ran.code).toBe(0);
  expect(ran.log).toContain("::notice title=Millwright::Code scanning did not take the findings");
  expect(ran.log).toContain("::warning title=Millwright::The comment could not be kept: The token may not do that");
});

test("a crash of the command makes the step red and shows what it said, as text", async () => {
  const ran = await runAction({ ...nothing, "check json": { code: 3, err: "Millwright crashed.\n::set-env name=x::y\n" } });
  expect(ran.code).toBe(1);
  expect(ran.log).toMatch(/^::error title=Millwright::"millwright check --format json" ended with 3:%0AMillwright crashed.%0A::set-env/);
});

test("what the command says beside its documents begins no workflow command", async () => {
  const sarif = { out: "{}", err: "::add-mask::1\n" };
  const github = { out: "::warning title=x::fine\n::set-output name=errors::0\n" };
  const { log } = await runAction({ ...nothing, "check sarif": sarif, "check github": github });
  expect(log).toMatch(/^::stop-commands::([0-9a-f-]{36})\n::add-mask::1\n+::set-output name=errors::0\n::\1::\n/);
  expect(log).toMatch(/::\n::warning title=x::fine\n/);
});

test("several environments and several uses are told apart", async () => {
  const github = await startGithub({ pulls, comments: [{ body: withMarker("default", "other") }] });
  const ran = await runAction(changed, { environments: "staging, prod", key: "eu" }, github);
  expect(ran.calls[0]).toEqual(["check", "--format", "json", "--env", "staging", "--env", "prod"]);
  expect(output(ran.outputs, "report")).toMatch(/\/millwright\/eu\/report\.json$/);
  expect(github.comments.map(({ body }) => body.split(" ").slice(0, 3).join(" "))).toEqual([
    "<!-- millwright:comment default",
    "<!-- millwright:comment eu",
  ]);
});

test.each([
  [{ key: "../x" }, 'Input "key" is "../x"'],
  [{ comment: "yes" }, 'Input "comment" is "yes"'],
  [{ "max-warnings": "-1" }, 'Input "max-warnings" is "-1"'],
])("input %j is refused", async (inputs, said) => {
  const ran = await runAction(nothing, inputs);
  expect(ran.code).toBe(1);
  expect(ran.log).toContain(said);
  expect(ran.calls).toEqual([]);
});
