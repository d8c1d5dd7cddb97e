/** `millwright apply kubeflow`, against a server of our own that keeps state and breaks when it is told to. */
import { expect, test } from "vitest";
import { type KubeflowServer, kubeflowServer } from "./kubeflow-server.ts";
import { flowText, type TestPlatform, testPlatform } from "./platform.ts";

const config = `import { kubeflow, platform } from "millwright";
export default platform({
  definitions: ["flows/*.flow.ts"], targets: [kubeflow()],
  environments: { prod: { namespace: "ml" }, staging: { namespace: "ml", namePrefix: "staging-" }, twin: { namespace: "ml" } },
});
`;
const nightly = 'schedule: { cron: "0 3 * * *", timezone: "UTC" }';
const trio = [flowText("churn", nightly), flowText("score"), flowText("third")].join("\n");

async function begin(definitions: string): Promise<{ server: KubeflowServer; platform: TestPlatform; apply: TestPlatform["run"] }> {
  const server = await kubeflowServer();
  const platform = testPlatform(config);
  platform.write(definitions);
  return { server, platform, apply: (...more) => platform.run("apply", "kubeflow", "--server", server.address, ...more) };
}

function names(list: readonly Readonly<Record<string, unknown>>[]): readonly unknown[] {
  return list.map(({ name }) => name).toSorted();
}

test("the first time all is created, the second time nothing is touched, however many pages there are", async () => {
  const { server, apply } = await begin(trio);
  expect((await apply()).code).toBe(0);
  expect(names(server.pipelines)).toEqual(["churn", "score", "third"]);
  expect(server.versions).toHaveLength(3);
  expect(server.recurringRuns).toMatchObject([
    {
      trigger: { cron_schedule: { cron: "0 0 3 * * *" } },
      no_catchup: true,
      pipeline_version_reference: { pipeline_id: server.pipelines[0]?.["pipeline_id"] },
    },
  ]);
  const changes = server.changes().length;
  expect((await apply()).out).toContain("nothing to change");
  expect(server.changes()).toHaveLength(changes);
});

test("another schedule is another recurring run in place of the one before", async () => {
  const { server, platform, apply } = await begin(trio);
  await apply();
  platform.write(trio.replace("0 3 * * *", "0 4 * * *"));
  const { out } = await apply();
  expect(out).toMatch(
    /deleted recurring run "churn-\w+"\n {4}its schedule, its parameters or its version changed\ncreated recurring run "churn-\w+"/,
  );
  expect(server.recurringRuns).toMatchObject([{ trigger: { cron_schedule: { cron: "0 0 4 * * *" } } }]);
});

test("another command is another version, and the schedule follows it", async () => {
  const { server, platform, apply } = await begin(trio);
  await apply();
  platform.write(trio.replace('["true"]', '["false"]'));
  expect((await apply()).out).toMatch(/created version "churn-\w+"\n {4}in place of "churn-\w+" for new runs/);
  const newest = server.versions.at(-1);
  expect(server.versions).toHaveLength(4);
  expect(server.recurringRuns).toMatchObject([{ pipeline_version_reference: { pipeline_version_id: newest?.["pipeline_version_id"] } }]);
});

test("a schedule that somebody paused is resumed", async () => {
  const { server, apply } = await begin(trio);
  await apply();
  Object.assign(server.recurringRuns[0] ?? {}, { status: "DISABLED" });
  expect((await apply()).out).toContain("it is paused on the server");
  expect(server.recurringRuns).toMatchObject([{ status: "ENABLED" }]);
});

test("what no definition makes any more rests; with --prune it is deleted, versions first", async () => {
  const { server, platform, apply } = await begin(trio);
  await apply();
  platform.write(flowText("score"));
  expect((await apply()).out).toContain("paused recurring run");
  expect(server.recurringRuns).toMatchObject([{ status: "DISABLED" }]);
  expect((await apply()).out).toContain("nothing to change");
  await apply("--prune");
  expect([names(server.pipelines), server.versions.length, server.recurringRuns.length]).toEqual([["score"], 1, 0]);
});

test("environments and platforms in one namespace are kept apart", async () => {
  const { server, platform, apply } = await begin(trio);
  await apply();
  await apply("--env", "staging");
  platform.write(flowText("score"));
  await apply("--env", "staging", "--prune");
  expect(names(server.pipelines)).toEqual(["churn", "score", "staging-score", "third"]);
  for (const words of [
    ["--env", "twin"],
    ["--platform", "other", "--adopt"],
  ])
    expect((await apply(...words)).err).toContain('of platform "acme", environment "prod"');
});

test("a pipeline that was made by hand is refused, and used where --adopt says so", async () => {
  const { server, apply } = await begin(flowText("score"));
  server.pipelines.push({ name: "score", namespace: "ml", pipeline_id: "by-hand", description: "mine" });
  expect((await apply()).err).toContain("nobody's that Millwright knows");
  expect((await apply("--adopt")).code).toBe(0);
  expect(server.versions).toMatchObject([{ pipeline_id: "by-hand" }]);
});

test.each(["POST /apis/v2beta1/pipelines", "POST /apis/v2beta1/pipelines/upload_version", "POST /apis/v2beta1/recurringruns"])(
  "%s that broke off although it was done is not done twice",
  async (match) => {
    const { server, apply } = await begin(flowText("churn", nightly));
    server.faults.push({ match, fault: { kind: "break", done: true } });
    expect((await apply()).code).toBe(0);
    expect([server.pipelines.length, server.versions.length, server.recurringRuns.length]).toEqual([1, 1, 1]);
  },
);

test("where a version is refused, what was applied is said, and the next time goes on", async () => {
  const { server, apply } = await begin(flowText("churn", nightly));
  server.faults.push({ match: "POST /apis/v2beta1/pipelines/upload_version", fault: { kind: "status", status: 400 } });
  const ran = await apply();
  expect(ran.code).toBe(1);
  expect(ran.out).toMatch(/created pipeline "churn"\nFAILED: create version "churn-\w+"\nnot done: create recurring run/);
  expect((await apply()).code).toBe(0);
  expect(server.recurringRuns).toHaveLength(1);
});
