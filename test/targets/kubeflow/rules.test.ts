/** Each refusal of the target: what is accepted, and what is not, with its place and its whole message. */
import { expect, test } from "vitest";
import { artifact, flow, z } from "../../../schema/index.ts";
import { kubeflow } from "../../../targets/kubeflow/index.ts";
import { supports } from "../../../targets/kubeflow/supports.ts";
import { constructs } from "../../../targets/target.ts";
import { compiled, linesOf, type Surroundings } from "../../support/program.ts";

const image = "tool@sha256:0000000000000000000000000000000000000000000000000000000000000001";
type Body = Parameters<typeof flow>[2];
type Options = Parameters<typeof flow>[1];
type StepOptions = Parameters<Parameters<Body>[0]["step"]>[1];

/** What the target says of one flow. */
function refusalsOf(options: Partial<Options>, body: Body, surroundings: Surroundings = {}, given: object = {}, name = "tested") {
  const found = compiled({ tested: flow(name, { owner: "ml", ...options } as Options, body) }, surroundings);
  expect(linesOf(found.diagnostics)).toEqual([]);
  const context = { options: kubeflow.options.parse(given), environment: found.program.environment, program: found.program };
  return found.plans.flatMap((plan) => {
    const refused = kubeflow.check?.(plan, context) ?? [];
    return refused.length > 0 ? refused : kubeflow.lower(plan, context).diagnostics;
  });
}

const one: Body = ({ step }) => void step("one", { image, command: () => ["true"] });
const says = (...input: Parameters<typeof refusalsOf>): readonly string[] => linesOf(refusalsOf(...input));

/** What the target says of a flow of one step with these options. */
function ofStep(options: Partial<StepOptions>, ofFlow: Partial<Options> = {}): readonly string[] {
  return says(ofFlow, ({ step }) => void step("one", { image, command: () => ["true"], ...options } as StepOptions));
}

test("every construct that is refused says why and what to do instead", () => {
  const refused = constructs.filter((construct) => supports[construct] !== true);
  expect(refused).toEqual([
    ...["spark", "approval", "repeatUntil", "runAttempt", "scheduleConcurrency", "failFast", "flowParallelism", "flowPriority"],
    ...["retryOnInfrastructure", "queueTimeout", "terminationGrace", "checkpoint", "affinity", "mutexes", "semaphores", "priority"],
    ...["serviceAccount", "patch"],
  ]);
  const [found] = refusalsOf({ mutexes: ["gpu"] }, one);
  expect(found).toMatchObject({
    code: "kubeflow/unsupported",
    message: 'Flow "tested" has a mutex, which Kubeflow Pipelines cannot run as it is meant.',
    why: "Kubeflow Pipelines has no locks.",
    help: "Let the command take a lock in a store that it uses, or order the steps with `after`.",
  });
});

test("a pipeline and its versions have a name of Kubernetes", () => {
  expect(says({}, one, {}, {}, "a".repeat(63))).toEqual([]);
  expect(says({}, one, { environment: { namePrefix: `${"p".repeat(60)}-` } }, {}, "a".repeat(57))).toEqual([
    `kubeflow/pipeline-name [0] Flow "${"a".repeat(57)}" becomes the pipeline "${"p".repeat(60)}-${"a".repeat(57)}", which is 118 characters long.`,
  ]);
  expect(says({}, one, {}, {}, "Train_X")).toEqual([
    'kubeflow/pipeline-name [0] Flow "Train_X" becomes the pipeline "Train_X", which is no name of Kubernetes.',
  ]);
});

test("a backoff begins with whole seconds and grows by whole factors", () => {
  const retry = (initial: string, factor: number) => ({ retry: { limit: 2, backoff: { initial, factor } } }) as never;
  expect(ofStep(retry("1s", 2))).toEqual([]);
  expect(ofStep(retry("500ms", 1.5))).toEqual([
    'kubeflow/backoff-whole [1.retry.backoff.factor] Step "one" has a backoff with the factor 1.5, where Kubeflow Pipelines takes whole numbers.',
    'kubeflow/backoff-whole [1.retry.backoff.initial] Step "one" has a backoff with a first wait of 500ms, where Kubeflow Pipelines takes whole seconds.',
  ]);
});

test("no wait would be longer than the `max` of its backoff", () => {
  const retry = (limit: number) => ({ retry: { limit, backoff: { initial: "30s", factor: 2, max: "1m" } } }) as never;
  expect(ofStep(retry(2))).toEqual([]);
  expect(ofStep(retry(3))).toEqual([
    'kubeflow/backoff-max [1.retry.backoff.max] Step "one" would wait 120 s before its last attempt, where its backoff says at most 1m.',
  ]);
});

test("a flow has a timeout or a handler", () => {
  expect(says({ timeout: "1h" }, one)).toEqual([]);
  expect(
    says({ timeout: "1h" }, (build) => {
      one(build as never);
      build.onExit("end", { image, command: () => ["true"] });
    }),
  ).toEqual(['kubeflow/timeout-with-handler [1.timeout] Flow "tested" has a timeout and the handler "end".']);
});

test("a schedule is in the zone of the server", () => {
  const schedule = { cron: "0 3 * * *", timezone: "Europe/Stockholm" } as const;
  expect(says({ schedule }, one, {}, { scheduleTimezone: "Europe/Stockholm" })).toEqual([]);
  expect(says({ schedule: { ...schedule, timezone: "Etc/UTC" } }, one)).toEqual([]);
  expect(says({ schedule }, one)).toEqual([
    'kubeflow/schedule-timezone [1.schedule.timezone] A schedule of flow "tested" is in the zone "Europe/Stockholm", and the scheduler of the server in "UTC".',
  ]);
});

test("the day of a scheduled time is that of UTC, and computed by the schedule", () => {
  const options = (timezone: string) =>
    ({
      params: { day: z.iso.date() },
      schedule: { cron: "0 3 * * *", timezone, params: ({ scheduledAt }: never) => ({ day: (scheduledAt as { date: string }).date }) },
    }) as never;
  expect(says(options("UTC"), one)).toEqual([]);
  expect(says(options("Asia/Tokyo"), one, {}, { scheduleTimezone: "Asia/Tokyo" })).toEqual([
    'kubeflow/schedule-day [1.schedule.params] Parameter "day" of a schedule of flow "tested" asks for the day of the scheduled time in the zone "Asia/Tokyo".',
  ]);
  expect(says({}, ({ step, run }) => void step("one", { image, command: () => ["echo", run.scheduledAt] }))).toEqual([]);
  expect(says({}, ({ step, run }) => void step("one", { image, command: () => ["echo", run.scheduledAt.date] }))).toEqual([
    'kubeflow/run-day [0] Flow "tested" uses the day of `run.scheduledAt` in a step.',
  ]);
});

test("an output's type can be checked by a shell", () => {
  const output =
    (type: z.ZodType): Body =>
    ({ step }) =>
      void step("one", {
        image,
        outputs: { out: type },
        command: ({ outputs }) => ["x", (outputs as never as { out: { path: string } }).out.path],
      });
  expect(says({}, output(z.string().max(9)))).toEqual([]);
  expect(says({}, output(z.string().regex(/^v/)))).toEqual([
    'kubeflow/output-unchecked [1.outputs.out] Output "out" of step "one" has a pattern, which cannot be checked on Kubeflow Pipelines.',
  ]);
});

test("a cache has no age", () => {
  const cached =
    (cache: object): Body =>
    ({ step }) =>
      void step("one", { image, outputs: { n: z.int() }, command: ({ outputs }) => ["x", outputs.n.path], cache: cache as never });
  expect(says({}, cached({ key: ["1"] }))).toEqual([]);
  expect(says({}, cached({ maxAge: "1d" }))).toEqual(['kubeflow/cache-age [1.cache.maxAge] The cache of step "one" has an age.']);
});

test("a step asks for nothing that pods of a pipeline cannot have", () => {
  expect(ofStep({ resources: { cpu: 1, memory: "1Gi", sharedMemory: "1Gi" } })).toEqual([]);
  expect(ofStep({ resources: { ephemeralStorage: "1Gi" } })).toEqual([
    'kubeflow/ephemeral-storage [1.resources.ephemeralStorage] Step "one" asks for ephemeral storage.',
  ]);
  expect(ofStep({ volumes: { a: { claim: "data", mountAt: "/a" }, b: { empty: "1Gi", mountAt: "/b" } } })).toEqual([]);
  expect(ofStep({ volumes: { a: { claim: "data", mountAt: "/a", readOnly: true }, b: { perRun: "1Gi", mountAt: "/b" } } })).toEqual([
    'kubeflow/volume-kind [1.volumes.a] Volume "a" of step "one" is a claim that may only be read.',
    'kubeflow/volume-kind [1.volumes.b] Volume "b" of step "one" is made for each run.',
  ]);
});

test("labels are for pods", () => {
  expect(ofStep({ labels: { team: "ml" } })).toEqual([]);
  expect(says({ labels: { team: "ml" } }, one)).toEqual(['kubeflow/flow-labels [1.labels] Flow "tested" has labels for its runs.']);
});

test("no text that only a template holds would be replaced, and none holds the mark", () => {
  expect(ofStep({ command: () => ["echo", "$$ $(HOME) {{workflow.name}}"] })).toEqual([]);
  expect(ofStep({ annotations: { note: "costs $$" } })).toEqual([
    'kubeflow/replaced-text [1.annotations.note] Annotation "note" of step "one" holds "costs $$", which would be replaced on its way.',
  ]);
  expect(ofStep({ command: () => ["echo", "a\u2060b"] })).toEqual([
    'kubeflow/hidden-mark [0] A text of flow "tested" holds the invisible character U+2060.',
  ]);
});

test("no value that a schedule gives is one that the server replaces", () => {
  const scheduled = (note: (at: string) => string): Partial<Options> =>
    ({
      params: { note: z.string() },
      schedule: { cron: "0 3 * * *", timezone: "UTC", params: ({ scheduledAt }: { scheduledAt: string }) => ({ note: note(scheduledAt) }) },
    }) as unknown as Partial<Options>;
  const body: Body = ({ step, params }) => void step("one", { image, command: () => ["echo", params["note"] as never] });
  expect(
    says(
      scheduled((at) => `[[ ${at} ]]`),
      body,
    ),
  ).toEqual([]);
  for (const note of [() => "[[RunUUID]]", (at: string) => `${at} [[CurrentTime.2006]]`])
    expect(says(scheduled(note), body)).toEqual([
      expect.stringMatching(
        /^kubeflow\/replaced-text \[.*\] Parameter "note" of a schedule of flow "tested" holds "\[\[(?:RunUUID|CurrentTime\.2006)\]\]"/,
      ),
    ]);
});

test("no part of a pipeline has more than 200 tasks of Argo", () => {
  const many =
    (count: number): Body =>
    ({ step }) => {
      for (let index = 0; index < count; index++) step(`s${index}`, { image, command: () => ["true"] });
    };
  expect(says({}, many(100))).toEqual([]);
  expect(says({}, many(101))).toEqual([
    'kubeflow/dag-size [0] Flow "tested" becomes a pipeline with 202 tasks of Argo in "root", where at most 200 are possible.',
  ]);
});

test("a pipeline is small enough for its runs", () => {
  const long =
    (size: number): Body =>
    ({ script }) =>
      void script("one", { image, language: "python", source: "x".repeat(size), outputs: { a: artifact("text") } });
  expect(says({}, long(100_000))).toEqual([]);
  const four: Body = (build) => {
    for (let index = 0; index < 4; index++) build.script(`s${index}`, { image, language: "python", source: "x".repeat(110_000) });
  };
  expect(says({}, four)).toEqual([
    expect.stringMatching(
      /^kubeflow\/pipeline-size \[0\] Flow "tested" becomes a pipeline of about 4\d\d kB, where about 400 are possible\.$/,
    ),
  ]);
});
