/** `millwright apply maestro`, against a server of our own that keeps state and breaks when it is told to. */
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { addressOfNobody } from "./json-server.ts";
import { type MaestroServer, maestroServer } from "./maestro-server.ts";
import { flowText, type TestPlatform, testPlatform } from "./platform.ts";

const config = `import { maestro, platform } from "millwright";
export default platform({
  definitions: ["flows/*.flow.ts"], targets: [maestro()],
  environments: { prod: { namespace: "ml" }, staging: { namespace: "ml", namePrefix: "staging-" }, twin: { namespace: "ml" } },
});
`;
const nightly = 'description: "Every night", schedule: { cron: "0 3 * * *", timezone: "UTC" }';

async function begin(definitions: string): Promise<{ server: MaestroServer; platform: TestPlatform; apply: TestPlatform["run"] }> {
  const server = await maestroServer();
  const platform = testPlatform(config, { MILLWRIGHT_MAESTRO_TOKEN: "hush-hush" });
  platform.write(definitions);
  return { server, platform, apply: (...more) => platform.run("apply", "maestro", "--server", server.address, ...more) };
}

function flowsOf({ workflows }: MaestroServer): readonly string[] {
  return [...workflows].flatMap(([id, { versions }]) =>
    id.includes("millwright-applied") ? [] : [`${id} v${versions.length}${versions.at(-1)?.isActive === true ? "" : " paused"}`],
  );
}

test("the first time all is created, the second time nothing is touched", async () => {
  const { server, apply } = await begin(`${flowText("churn", nightly)}\n${flowText("score")}`);
  const first = await apply();
  expect(first.code).toBe(0);
  expect(first.out).toContain('created workflow "churn"');
  expect(flowsOf(server)).toEqual(["churn v1", "score v1"]);
  const before = server.changes().length;
  const second = await apply();
  expect(second.out).toMatch(/^Platform "acme", environment "prod", on http:\S+: nothing to change, 2 as they should be\.\n$/);
  expect(server.changes()).toHaveLength(before);
});

test("only what differs is pushed, and what differs is said", async () => {
  const { server, platform, apply } = await begin(`${flowText("churn", nightly)}\n${flowText("score")}`);
  await apply();
  platform.write(`${flowText("churn", nightly.replace("0 3", "0 4"), '["false"]')}\n${flowText("score")}`);
  const { out } = await apply();
  expect(out).toContain('workflow.time_triggers[0].cron: "0 3 * * *" → "0 4 * * *"');
  expect(out).toContain("workflow.steps.say.step.params.kubernetes.value.args.value");
  expect(flowsOf(server)).toEqual(["churn v2", "score v1"]);
});

test("what a person changed on the server is put right", async () => {
  const { server, apply } = await begin(`${flowText("churn", nightly)}\n${flowText("score")}`);
  await apply();
  const [churn, score] = [server.workflows.get("churn"), server.workflows.get("score")];
  if (churn === undefined || score === undefined) throw new Error("not applied");
  churn.properties = { ...churn.properties, run_strategy: { rule: "SEQUENTIAL" }, time_trigger_disabled: true };
  for (const version of score.versions) version.isActive = false;
  const { out } = await apply();
  expect(out).toContain('properties.run_strategy.rule: "SEQUENTIAL" → "PARALLEL"');
  expect(out).toContain("properties.time_trigger_disabled: true removed");
  expect(out).toContain('resumed workflow "score"\n    it is paused on the server');
  expect(flowsOf(server)).toEqual(["churn v2", "score v1"]);
  expect(churn.properties["time_trigger_disabled"]).toBe(false);
  expect((await apply()).out).toContain("nothing to change");
});

test("a workflow that no definition makes any more is paused, and with --prune deleted", async () => {
  const { server, platform, apply } = await begin(`${flowText("churn")}\n${flowText("score")}`);
  await apply();
  platform.write(flowText("churn"));
  expect((await apply()).out).toContain('paused workflow "score"\n    no definition makes it any more');
  expect(flowsOf(server)).toEqual(["churn v1", "score v1 paused"]);
  const changes = server.changes().length;
  await apply();
  expect(server.changes()).toHaveLength(changes);
  expect((await apply("--prune")).out).toContain('deleted workflow "score"');
  expect(flowsOf(server)).toEqual(["churn v1"]);
  expect((await apply("--prune")).out).toContain("nothing to change");
});

test("a workflow that comes back is resumed", async () => {
  const { server, platform, apply } = await begin(`${flowText("churn")}\n${flowText("score")}`);
  await apply();
  platform.write(flowText("churn"));
  await apply();
  platform.write(`${flowText("churn")}\n${flowText("score")}`);
  expect((await apply()).out).toContain('resumed workflow "score"');
  expect(flowsOf(server)).toEqual(["churn v1", "score v1"]);
});

test("environments on one server are kept apart by their prefix", async () => {
  const { server, platform, apply } = await begin(`${flowText("churn")}\n${flowText("score")}`);
  await apply();
  await apply("--env", "staging");
  expect(flowsOf(server)).toEqual(["churn v1", "score v1", "staging-churn v1", "staging-score v1"]);
  platform.write(flowText("churn"));
  await apply("--env", "staging", "--prune");
  expect(flowsOf(server)).toEqual(["churn v1", "score v1", "staging-churn v1"]);
});

test("an environment or platform that would change what another one applied is refused, and nothing is applied", async () => {
  const { server, platform, apply } = await begin(flowText("churn"));
  await apply();
  const changes = server.changes().length;
  platform.write(`${flowText("churn")}\n${flowText("fresh")}`);
  for (const words of [
    ["--env", "twin"],
    ["--platform", "other"],
    ["--env", "twin", "--adopt"],
  ]) {
    const ran = await apply(...words);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain("server/not-owned");
    expect(ran.err).toContain('of platform "acme", environment "prod"');
  }
  expect(server.changes()).toHaveLength(changes);
});

test("what another platform applied is not paused, though no definition here makes it", async () => {
  const { server, platform, apply } = await begin(flowText("churn"));
  await apply();
  platform.write(flowText("score"));
  await apply("--platform", "other", "--prune");
  expect(flowsOf(server)).toEqual(["churn v1", "score v1"]);
});

test("what was made by hand is refused, and taken over where --adopt says so", async () => {
  const { server, platform, apply } = await begin(flowText("churn"));
  await platform.run("build");
  const body = fs.readFileSync(path.join(platform.root, "deploy/prod/maestro/churn.json"), "utf8");
  const headers = { "content-type": "application/json", user: "ana" };
  await fetch(`${server.address}/api/v3/workflows`, { method: "POST", headers, body });
  expect((await apply()).err).toContain("nobody's that Millwright knows");
  expect((await apply("--adopt")).out).toContain("it bears no mark of ours");
  expect((await apply()).out).toContain("nothing to change");
});

test("a dry run changes nothing, and is what a terminal gets without --yes", async () => {
  const { server, platform, apply } = await begin(flowText("churn"));
  expect((await apply("--dry-run")).out).toMatch(/create workflow "churn"[\s\S]*Nothing was changed\. Apply it with --yes\./);
  const words = ["apply", "maestro", "--server", server.address];
  expect((await platform.runAtTerminal(...words)).out).toContain("Nothing was changed");
  expect(server.changes()).toEqual([]);
  await platform.runAtTerminal(...words, "--yes");
  expect(flowsOf(server)).toEqual(["churn v1"]);
});

test("nothing is applied where a definition has an error", async () => {
  const { server, apply } = await begin(`${flowText("churn")}\n${flowText("score", 'timeout: "12 hours"')}`);
  const ran = await apply();
  expect(ran).toMatchObject({ code: 1, out: "" });
  expect(ran.err).toContain("Nothing was applied.");
  expect(server.calls).toEqual([]);
});

test.each([
  ["409", { kind: "status", status: 409 }],
  ["429", { kind: "status", status: 429 }],
  ["503", { kind: "status", status: 503 }],
] as const)("a push that was answered with %s is made again", async (_, fault) => {
  const { server, apply } = await begin(flowText("churn"));
  server.faults.push({ match: "POST", fault });
  expect(await apply()).toMatchObject({ code: 0 });
  expect(flowsOf(server)).toEqual(["churn v1"]);
});

test.each([
  ["broke off", { kind: "break", done: true }],
  ["was answered with 500", { kind: "status", status: 500, done: true }],
  ["was answered with 504", { kind: "status", status: 504, done: true }],
] as const)("a push that %s although it was made is not made twice", async (_, fault) => {
  const { server, platform, apply } = await begin(flowText("churn"));
  await apply();
  platform.write(flowText("churn", nightly));
  server.faults.push({ match: "POST", fault });
  expect(await apply()).toMatchObject({ code: 0 });
  expect(flowsOf(server)).toEqual(["churn v2"]);
});

test("a push that broke off before it was made is made", async () => {
  const { server, platform, apply } = await begin(flowText("churn"));
  await apply();
  platform.write(flowText("churn", nightly));
  server.faults.push({ match: "POST", fault: { kind: "break" } });
  expect(await apply()).toMatchObject({ code: 0 });
  expect(flowsOf(server)).toEqual(["churn v2"]);
});

test("where one push fails, what was applied is said, and the next time goes on", async () => {
  const { server, apply } = await begin(`${flowText("a")}\n${flowText("b")}\n${flowText("c")}`);
  server.faults.push({ match: "POST", holds: '"workflow":{"id":"b"', fault: { kind: "status", status: 412 } });
  const ran = await apply();
  expect(ran.code).toBe(1);
  expect(ran.out).toContain('created workflow "a"\nFAILED: create workflow "b"\nnot done: create workflow "c"');
  expect(ran.out).toContain("2 of 4 changes were made before one failed");
  expect(ran.err).toContain("server/refused");
  expect(ran.err).toContain("412: fault 412");
  expect(flowsOf(server)).toEqual(["a v1"]);
  expect(await apply()).toMatchObject({ code: 0 });
  expect(flowsOf(server)).toEqual(["a v1", "b v1", "c v1"]);
});

test("what was pushed before a failure, and left the definitions since, is found all the same", async () => {
  const { server, platform, apply } = await begin(`${flowText("a")}\n${flowText("gone")}\n${flowText("z")}`);
  server.faults.push({ match: "POST", holds: '"workflow":{"id":"z"', fault: { kind: "status", status: 412 } });
  expect((await apply()).code).toBe(1);
  platform.write(flowText("a"));
  await apply("--prune");
  expect(flowsOf(server)).toEqual(["a v1"]);
});

test.each([
  ["a page in place of JSON", { kind: "text", text: "<html>log in</html>" }, "server/unexpected-answer"],
  ["JSON of another kind", { kind: "text", text: "[1]" }, "server/unexpected-answer"],
  ["401", { kind: "status", status: 401 }, "See that the token is given"],
  ["a way elsewhere", { kind: "status", status: 302, headers: { location: "http://127.0.0.1:1/" } }, "The address leads elsewhere"],
] as const)("%s ends it with a finding, and nothing is applied", async (_, fault, said) => {
  const { server, apply } = await begin(flowText("churn"));
  server.faults.push({ match: "GET", fault });
  const ran = await apply();
  expect(ran.code).toBe(1);
  expect(ran.err).toContain(said);
  expect(ran.err).toContain("Nothing was applied.");
  expect(server.changes()).toEqual([]);
});

test("a server that is not there is said to be so", async () => {
  const { platform } = await begin(flowText("churn"));
  const ran = await platform.run("apply", "maestro", "--server", await addressOfNobody());
  expect(ran).toMatchObject({ code: 1 });
  expect(ran.err).toContain("server/unreachable");
  expect(ran.err).toContain("ECONNREFUSED");
}, 20_000);

test("the token goes to the server and is never shown", async () => {
  const { server, apply } = await begin(flowText("churn"));
  server.faults.push({ match: "GET", fault: { kind: "status", status: 403 } });
  const [refused, applied] = [await apply(), await apply("--json")];
  expect(new Set(server.calls.map(({ headers }) => headers.authorization))).toEqual(new Set(["Bearer hush-hush"]));
  expect(refused.out + refused.err + applied.out + applied.err).not.toContain("hush-hush");
});

test.each([
  [[], "cli/no-server"],
  [["--server", "maestro.acme.io"], "cli/bad-option"],
  [["--server", "https://ana:hush@maestro.acme.io"], "cli/bad-option"],
  [["--server", "https://maestro.acme.io/?key=hush"], "cli/bad-option"],
  [["--server", "https://maestro.acme.io", "--dry-run", "--yes"], "cli/conflicting-options"],
] as const)("a server named by %j is %s", async (words, code) => {
  const platform = testPlatform(config);
  platform.write(flowText("churn"));
  const ran = await platform.run("apply", "maestro", ...words);
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain(code);
  expect(ran.err).not.toContain("hush");
});

test.each([["maestr", 'Did you mean "maestro"?']])("target %s has no server that is told", async (target, help) => {
  const platform = testPlatform(config);
  platform.write(flowText("churn"));
  const ran = await platform.run("apply", target, "--server", "http://127.0.0.1:1");
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain(help);
});

test("--json is one document with each action and what became of it", async () => {
  const { apply } = await begin(flowText("churn"));
  expect(JSON.parse((await apply("--json")).out)).toEqual({
    formatVersion: 1,
    target: "maestro",
    environment: "prod",
    platform: "acme",
    server: expect.stringMatching(/^http:/),
    dryRun: false,
    complete: true,
    actions: [
      {
        kind: "create",
        what: "list of what was applied",
        name: expect.stringMatching(/^millwright-applied-/),
        changes: ['lists "churn"'],
        state: "done",
      },
      { kind: "create", what: "workflow", name: "churn", changes: [], state: "done" },
    ],
    failure: null,
    diagnostics: [],
  });
});

test("--json of what was refused is a document of the same form", async () => {
  const { apply } = await begin(flowText("churn"));
  await apply();
  const ran = await apply("--json", "--env", "twin");
  expect(JSON.parse(ran.out)).toMatchObject({
    environment: "twin",
    complete: false,
    actions: [],
    diagnostics: [{ code: "server/not-owned" }],
  });
});

test("Ctrl-C ends it between two changes, and what was not done is said", async () => {
  const { server, platform } = await begin(flowText("churn"));
  const ran = await platform.runInterrupted("apply", "maestro", "--server", server.address);
  expect(ran.code).toBe(1);
  expect(ran.out).toContain('not done: create workflow "churn"');
  expect(ran.out).toContain("0 of 2 changes were made before it was stopped");
  expect(server.changes()).toEqual([]);
});
