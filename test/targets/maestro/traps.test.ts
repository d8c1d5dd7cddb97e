/** What goes wrong on Maestro without a word, and how the goldens avoid it; each trap by itself. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Param, TypedStep, WorkflowRequest, WrappedStep } from "../../../targets/maestro/schema.ts";

const cases = fileURLToPath(new URL("cases/", import.meta.url));
const texts = new Map(
  readdirSync(cases).flatMap((name) =>
    readdirSync(`${cases}${name}/expected`).map((file) => [name, readFileSync(`${cases}${name}/expected/${file}`, "utf8")] as const),
  ),
);
const requests = new Map([...texts].map(([name, text]) => [name, JSON.parse(text) as WorkflowRequest]));
const request = (name: string): WorkflowRequest => requests.get(name) as WorkflowRequest;

function* stepsIn(steps: readonly WrappedStep[]): Iterable<WrappedStep> {
  for (const step of steps) {
    yield step;
    if ("foreach" in step) yield* stepsIn(step.foreach.steps);
  }
}

const everyStep = [...requests.values()].flatMap(({ workflow }) => [...stepsIn(workflow.steps)]);
const pods = everyStep.flatMap((wrapped) => ("step" in wrapped && wrapped.step.type === "Kubernetes" ? [wrapped.step] : []));
const stepOf = (name: string, id: string): TypedStep => {
  const found = [...stepsIn(request(name).workflow.steps)].find((wrapped) => "step" in wrapped && wrapped.step.id === id);
  if (found === undefined || !("step" in found)) throw new Error(`case "${name}" has no step "${id}"`);
  return found.step;
};
const expressionOf = (param: Param | undefined): string => (param !== undefined && "expression" in param ? param.expression : "");

test("1: dollars of the shell are doubled, and those that would still be a reference are one by name", () => {
  const args = JSON.stringify(stepOf("words", "shell").params);
  for (const text of ["$$HOME", "$$$$(HOME)", "$${HOME}", `${"$\u007bdollar}".repeat(3)}name`]) expect(args).toContain(text);
});

test("2: retries are written where there are none", () => {
  for (const { retry_policy } of pods)
    expect(retry_policy).toMatchObject({
      error_retry_limit: expect.any(Number),
      platform_retry_limit: 0,
      timeout_retry_limit: expect.any(Number),
    });
  expect(stepOf("retries", "none").retry_policy).toEqual({ error_retry_limit: 0, platform_retry_limit: 0, timeout_retry_limit: 0 });
});

test("3: times are whole seconds", () => {
  expect(request("retries").workflow.timeout).toBe(5400);
  expect(stepOf("retries", "timed").timeout).toBe(5400);
  expect(stepOf("retries", "growing").retry_policy?.backoff).toMatchObject({
    error_retry_backoff_in_secs: 30,
    error_retry_exponent: 2,
    error_retry_limit_in_secs: 300,
  });
});

test("4: what comes after a branch comes after the step that closes it, to which each body leads", () => {
  expect(stepOf("branches", "tell").transition.successors).toEqual({ publish_branch: "true" });
  expect(stepOf("branches", "keep").transition.successors).toEqual({ publish_branch: "true" });
  expect(stepOf("branches", "publish_branch").transition.successors).toEqual({ announce: "true" });
});

test("5: conditions stand before the steps that they guard, and the other body has their negation", () => {
  const test = stepOf("branches", "publish_test");
  expect(test.transition.successors).toEqual({ publish: "case_1", keep: "case_2" });
  expect(expressionOf(test.params?.["case_2"])).toBe(`!${expressionOf(test.params?.["case_1"])}`);
});

test("6: ids are words that SEL takes, each once over all that is nested", () => {
  for (const { workflow } of requests.values()) {
    const ids = [...stepsIn(workflow.steps)].map((wrapped) => ("step" in wrapped ? wrapped.step.id : wrapped.foreach.id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^(?!maestro_)(?!.*__)[A-Za-z][A-Za-z0-9_]*$/);
  }
});

test("7: a loop has one array of texts; what it needs from outside is a parameter of its own; a loop without items gathers nothing", () => {
  const loops = everyStep.flatMap((wrapped) => ("foreach" in wrapped ? [wrapped.foreach] : []));
  for (const { params, concurrency } of loops) {
    const items = params?.["loop_params"] as { readonly value: object };
    expect([Object.keys(items.value).length, concurrency > 0]).toEqual([1, true]);
  }
  expect(Object.keys(loops.find(({ id }) => id === "n7th" || id === "while")?.params ?? {})).toContain("carried_2");
  expect(expressionOf(stepOf("loops", "shard_gathered").params?.["gathered"])).toContain(
    "if (params.getFromStep('shard_items', 'items').length == 0) { return '[]'; }",
  );
});

test("8: outputs are declared on their step; what may have been skipped is looked up only where it ran", () => {
  expect(stepOf("branches", "measure").params?.["out_auc"]).toEqual({ value: "", type: "STRING" });
  expect(expressionOf(stepOf("branches", "publish_branch").params?.["joined"])).toMatch(
    /^if \(params\.getFromStep\('publish_test', 'case_1'\)\) \{ return params\.getFromStep\('publish', 'out_url'\); \} if /,
  );
  for (const text of texts.values()) expect(text).not.toMatch(/"expression": "[^"]*\b[a-z]\w*__\w/);
});

test("9: a container has keys that Maestro knows, and every step a timeout", () => {
  for (const { params, timeout } of pods) {
    const container = params?.["kubernetes"] as { readonly value: object };
    expect(["image", "command", "args", "env", "cpu", "memory", "disk"]).toEqual(expect.arrayContaining(Object.keys(container.value)));
    expect(timeout).toBeGreaterThan(0);
  }
});

test("10: the strategy and its bounds are always there, and no tags", () => {
  for (const { properties } of requests.values())
    expect(Object.keys(properties).filter((name) => name !== "description")).toEqual(["owner", "run_strategy", "step_concurrency"]);
});

test("11: a schedule is five fields with a zone, and what it computes looks at the trigger", () => {
  expect(request("schedules").workflow.time_triggers).toEqual([
    { type: "CRON", cron: "0 3 * * *", timezone: "Europe/Stockholm" },
    { type: "CRON", cron: "30 15 * * 1-5", timezone: "UTC" },
  ]);
  expect(expressionOf(request("schedules").workflow.params?.["day"])).toContain("params.getFromInstance('INITIATOR_TYPE') == 'TIME' ? ");
});

test("12: no expression ends with a brace, which would be taken for its end; numbers travel as texts", () => {
  for (const text of texts.values()) {
    expect(text).not.toMatch(/"expression": "(?:[^"\\]|\\.)*\}"/);
    expect(text).not.toMatch(/"type": "(?:LONG|DOUBLE)"/);
  }
});

test("13: a called flow is in the request of its caller", () => {
  expect(texts.get("calls")).not.toContain("subworkflow");
  expect(stepOf("calls", "one_repeat").name).toBe("one/repeat");
});

test("14: what goes into an iteration is read for references once more: no text that travels holds a dollar", () => {
  for (const wrapped of everyStep) {
    if (!("foreach" in wrapped)) continue;
    const { loop_params, ...carried } = wrapped.foreach.params ?? {};
    const items = Object.values((loop_params as { readonly value: { readonly [name: string]: Param } }).value);
    for (const param of [...items, ...Object.values(carried)]) if ("value" in param) expect(JSON.stringify(param.value)).not.toContain("$");
  }
  for (const { workflow } of requests.values())
    for (const param of Object.values(workflow.params ?? {})) if ("value" in param) expect(JSON.stringify(param.value)).not.toContain("$");
});
