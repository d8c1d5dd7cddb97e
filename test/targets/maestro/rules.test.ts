/** Each refusal of the target: the largest that is accepted, and the smallest that is not, with its whole message. */
import { expect, test } from "vitest";
import { flow, z } from "../../../schema/index.ts";
import { maestro } from "../../../targets/maestro/index.ts";
import { compiled, linesOf, type Surroundings } from "../../support/program.ts";

const image = "tool@sha256:0000000000000000000000000000000000000000000000000000000000000001";
type Body = Parameters<typeof flow>[2];
type Options = Parameters<typeof flow>[1];

/** What the target says of one flow. */
function refusalsOf(
  name: string,
  options: Partial<Options>,
  body: Body,
  surroundings: Surroundings = {},
  given: object = {},
): readonly string[] {
  const found = compiled({ tested: flow(name, { owner: "ml", ...options } as Options, body) }, { targets: ["maestro"], ...surroundings });
  expect(linesOf(found.diagnostics)).toEqual([]);
  const context = { options: maestro.options.parse(given), environment: found.program.environment, program: found.program };
  return linesOf(
    found.plans.flatMap((plan) => {
      const refused = maestro.check?.(plan, context) ?? [];
      return refused.some(({ severity }) => severity === "error") ? refused : [...refused, ...maestro.lower(plan, context).diagnostics];
    }),
  );
}

type StepOptions = Parameters<Parameters<Body>[0]["step"]>[1];

const step =
  (options: Partial<StepOptions>): Body =>
  (words) =>
    void words.step("one", { image, command: () => ["true"], ...options } as StepOptions);
const one = step({});
const nightly = { cron: "0 3 * * *", timezone: "UTC" } as const;

test("a timeout counts waiting, unless the config says that it may", () => {
  expect(refusalsOf("tested", {}, step({ timeout: "1h" }))).toEqual([
    'maestro/timeout-counts-waiting [1.timeout] Step "one" has a timeout, in which Maestro also counts the time for which its pod waits.',
  ]);
  expect(refusalsOf("tested", {}, step({ timeout: "1h" }), {}, { timeoutsCountWaiting: true })).toEqual([]);
  expect(refusalsOf("tested", { timeout: "1h" }, one)).toEqual([]);
});

test("a timeout is at most 120 days", () => {
  expect(refusalsOf("tested", { timeout: "120d" }, one)).toEqual([]);
  expect(refusalsOf("tested", { timeout: "121d" }, one)).toEqual([
    'maestro/timeout-range [1.timeout] The timeout "121d" of flow "tested" is more than 120 days, the longest that Maestro takes.',
  ]);
});

test.each([
  ["run__day", "has two underscores in a row"],
  ["maestro_day", "Maestro itself uses"],
  ["RUN_TS", "Maestro itself uses"],
  ["day_", "has an underscore at an end"],
])("the parameter %s has a name that Maestro does not take", (param, problem) => {
  expect(refusalsOf("tested", { params: { runDay: z.string().default(""), [param]: z.string().default("") } }, one)).toEqual([
    `maestro/parameter-name [1.params.${param}] The parameter "${param}" has a name that ${problem}.`,
  ]);
});

test("schedules compute the same, with the same concurrency", () => {
  const other = { ...nightly, cron: "0 9 * * *" };
  expect(refusalsOf("tested", { schedule: [nightly, other] }, one)).toEqual([]);
  expect(refusalsOf("tested", { schedule: [nightly, { ...other, concurrency: "forbid" }] }, one)).toEqual([
    'maestro/schedules-differ [1.schedule.1.concurrency] Flow "tested" has schedules that differ in their concurrency.',
  ]);
});

test("moments of a schedule are two minutes apart, also over the hour", () => {
  const said = (cron: string) => refusalsOf("tested", { schedule: { ...nightly, cron } }, one);
  expect(said("*/2 * * * *")).toEqual([]);
  expect(said("0,59 3 * * *")).toEqual([]);
  for (const cron of ["* * * * *", "0,1 5 * * *", "0,59 3-4 * * *"])
    expect(said(cron)).toEqual([
      `maestro/schedule-interval [1.schedule.cron] Flow "tested" has the schedule "${cron}", which names moments less than two minutes apart.`,
    ]);
});

test("a schedule names days of the month or of the week", () => {
  expect(refusalsOf("tested", { schedule: { ...nightly, cron: "0 3 1 * 1" } }, one)).toEqual([
    'maestro/day-or-weekday [1.schedule.cron] Flow "tested" has the schedule "0 3 1 * 1", which names days of the month and days of the week.',
  ]);
});

test("a concurrency covers all runs, which is said", () => {
  expect(refusalsOf("tested", { schedule: { ...nightly, concurrency: "replace" } }, one)).toEqual([
    'maestro/concurrency-covers-all-runs [1.schedule.concurrency] Flow "tested" has the concurrency "replace", which on Maestro covers all its runs, also those that somebody starts by hand.',
  ]);
});

test("an environment whose account is that of no pod of Maestro is said", () => {
  expect(refusalsOf("tested", {}, one, { environment: { namespace: "ml" } })).toEqual([]);
  expect(refusalsOf("tested", {}, one, { environment: { namespace: "ml", serviceAccount: "runner" } })).toEqual([
    'maestro/environment-unused [0] Pods of flow "tested" do not run as "runner" in "ml", as those of environment "prod" do: Maestro starts them as "default" in the namespace "default".',
  ]);
});

test("waits are whole seconds that grow by a whole factor, to at most a day", () => {
  const said = (backoff: object, limit = 2) => refusalsOf("tested", {}, step({ retry: { limit, backoff } } as Partial<StepOptions>));
  expect(said({ initial: "1s", factor: 2 })).toEqual([]);
  expect(said({ initial: "500ms", factor: 2 })).toEqual([
    'maestro/backoff-whole [1.retry.backoff.initial] Step "one" has a backoff in which the first wait is "500ms".',
  ]);
  expect(said({ initial: "1s", factor: 1.5 })).toEqual([
    'maestro/backoff-whole [1.retry.backoff.factor] Step "one" has a backoff in which the factor is 1.5.',
  ]);
  expect(said({ initial: "1s", factor: 2, max: "25h" })).toEqual([
    'maestro/backoff-whole [1.retry.backoff.max] Step "one" has a backoff in which the longest wait is "25h".',
  ]);
  expect(said({ initial: "1h", factor: 5 }, 3)).toEqual([
    'maestro/backoff-whole [1.retry.backoff] Step "one" has a backoff in which the last wait is more than 24 hours.',
  ]);
});

test("a loop has at most 500 iterations at a time, and 25,000 items", () => {
  const loop =
    (parallelism: number, count: number): Body =>
    ({ forEach, range, step: add }) =>
      void forEach("each", range(count), { parallelism }, () => add("one", { image, command: () => ["true"] }));
  expect(refusalsOf("tested", {}, loop(500, 10))).toEqual([]);
  expect(refusalsOf("tested", {}, loop(501, 10))).toEqual([
    'maestro/loop-parallelism [1.parallelism] Loop "each" has the parallelism 501, where Maestro takes at most 500.',
  ]);
  expect(refusalsOf("tested", {}, loop(1, 25_001))).toContain(
    'maestro/loop-items [1] Loop "each" has 25001 items, where Maestro takes at most 25,000.',
  );
});

test("an output's type can be checked by a shell", () => {
  const output: Body = ({ step: add }) =>
    void add("one", { image, outputs: { out: z.string().regex(/^v\d+$/) }, command: ({ outputs }) => ["true", outputs.out.path] });
  expect(refusalsOf("tested", {}, output)).toEqual([
    'maestro/output-unchecked [1.outputs.out] Output "out" of step "one" has a pattern, which cannot be checked on Maestro.',
  ]);
});

test("no step sets Maestro's own variables, or asks for shared memory", () => {
  expect(refusalsOf("tested", {}, step({ env: { MAESTRO_OUTPUT_END: "x" } }))).toEqual([
    'maestro/environment-variable [1.env.MAESTRO_OUTPUT_END] Step "one" sets the variable "MAESTRO_OUTPUT_END", which Maestro sets itself.',
  ]);
  expect(refusalsOf("tested", {}, step({ resources: { memory: "2Gi", sharedMemory: "1Gi" } }))).toEqual([
    'maestro/shared-memory [1.resources.sharedMemory] Step "one" asks for shared memory, which a pod of Maestro cannot have.',
  ]);
});

test("a workflow's id has at most 128 characters, prefix included, and is not one of Maestro's own", () => {
  expect(refusalsOf("a".repeat(120), {}, one, { environment: { namePrefix: "staging-" } })).toEqual([]);
  expect(refusalsOf("a".repeat(121), {}, one, { environment: { namePrefix: "staging-" } })).toEqual([
    `maestro/workflow-id [0] Flow "${"a".repeat(121)}" becomes the workflow "staging-${"a".repeat(121)}", whose id has 129 characters, where at most 128 are possible.`,
  ]);
  expect(refusalsOf("maestro_x", {}, one)).toEqual([
    'maestro/workflow-id [0] Flow "maestro_x" becomes the workflow "maestro_x", whose id is one that Maestro keeps for itself.',
  ]);
});

test("conditions compare no lists and objects", () => {
  const compare: Body = ({ step: add, when }) => {
    const made = add("made", { image, outputs: { list: z.array(z.int()) }, command: ({ outputs }) => ["true", outputs.list.path] });
    when((made.outputs.list as unknown as { eq: (other: unknown) => never }).eq([1]), () => add("one", { image, command: () => ["true"] }));
  };
  expect(refusalsOf("tested", {}, compare)).toEqual(["maestro/comparison [0] A condition of a `when` compares lists, which SEL cannot."]);
});

test("a workflow has at most 300 steps, rounds written out", () => {
  const rounds =
    (max: number): Body =>
    ({ step: add, repeatUntil }) =>
      void repeatUntil("tune", { max, until: (round) => round.outputs.n.gt(1) }, () =>
        add("one", { image, outputs: { n: z.int() }, command: ({ outputs }) => ["true", outputs.n.path] }),
      );
  expect(refusalsOf("tested", {}, rounds(100))).toEqual([]);
  expect(refusalsOf("tested", {}, rounds(150))).toContain(
    'maestro/steps-limit [0] Flow "tested" becomes 301 steps, where Maestro takes at most 300.',
  );
});

test("a request has at most 256 KiB, and an expression fewer than 10,000 characters", () => {
  const long = (length: number): Body => step({ command: () => ["sh", "-c", "x".repeat(length)] });
  expect(refusalsOf("tested", {}, long(120_000))).toEqual([]);
  const three: Body = ({ step: add }) => {
    for (const name of ["one", "two", "three"]) add(name, { image, command: () => ["sh", "-c", "x".repeat(100_000)] });
  };
  expect(refusalsOf("tested", {}, three)).toEqual([
    'maestro/request-size [0] Flow "tested" becomes a request of 297 KiB, where Maestro takes at most 256.',
  ]);
  const joined: Body = ({ params, step: add, when }) => {
    when((params as unknown as { text: { eq: (other: string) => never } }).text.eq("x".repeat(10_000)), () =>
      add("one", { image, command: () => ["true"] }),
    );
  };
  expect(refusalsOf("tested", { params: { text: z.string().default("") } }, joined)).toEqual([
    'maestro/expression-length [0] Flow "tested" needs an expression of 10012 characters in the step "one: which branch", where Maestro takes fewer than 10,000.',
  ]);
});
