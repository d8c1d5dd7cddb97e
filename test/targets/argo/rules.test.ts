/** Each refusal of the target: the largest that is accepted, and the smallest that is not, with its whole message. */
import { expect, test } from "vitest";
import { artifact, flow, z } from "../../../schema/index.ts";
import { argo } from "../../../targets/argo/index.ts";
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
  others: Readonly<Record<string, unknown>> = {},
): readonly string[] {
  const found = compiled({ ...others, tested: flow(name, { owner: "ml", ...options } as Options, body) }, surroundings);
  expect(linesOf(found.diagnostics)).toEqual([]);
  const context = { options: argo.options.parse(given), environment: found.program.environment, program: found.program };
  return linesOf(
    found.plans.flatMap((plan) => {
      const { documents, diagnostics } = argo.lower(plan, context);
      return diagnostics.length > 0 ? diagnostics : (argo.checkFiles?.(argo.emit(documents, plan, context), documents, plan) ?? []);
    }),
  );
}

const one: Body = ({ step }) => void step("one", { image, command: () => ["true"] });
const nightly = { cron: "0 3 * * *", timezone: "UTC" } as const;

test("a name fits the template, and with a schedule the scheduled runs", () => {
  expect(refusalsOf("a".repeat(63), {}, one)).toEqual([]);
  expect(refusalsOf("a".repeat(64), {}, one)).toEqual([
    `argo/name-length [0] Flow "${"a".repeat(64)}" becomes the WorkflowTemplate "${"a".repeat(64)}" of 64 characters, where at most 63 are possible.`,
  ]);
  expect(refusalsOf("a".repeat(52), { schedule: nightly }, one)).toEqual([]);
  expect(refusalsOf("a".repeat(51), { schedule: nightly }, one, { environment: { namePrefix: "p-" } })).toEqual([
    `argo/name-length [0] Flow "${"a".repeat(51)}" becomes the CronWorkflow "p-${"a".repeat(51)}" of 53 characters, where at most 52 are possible.`,
  ]);
});

test("a backoff's factor is a whole number", () => {
  const backoff =
    (factor: number): Body =>
    ({ step }) =>
      void step("one", { image, command: () => ["true"], retry: { limit: 1, backoff: { initial: "1s", factor } } });
  expect(refusalsOf("tested", {}, backoff(2))).toEqual([]);
  expect(refusalsOf("tested", {}, backoff(1.5))).toEqual([
    'argo/backoff-factor [1.retry.backoff.factor] Step "one" has a backoff whose factor is 1.5, where Argo takes whole numbers.',
  ]);
});

test("an output's type can be checked by a shell", () => {
  const output =
    (type: z.ZodType): Body =>
    ({ step }) =>
      void step("one", {
        image,
        outputs: { out: type },
        command: ({ outputs }) => ["true", (outputs as unknown as { out: { path: string } }).out.path],
      });
  expect(refusalsOf("tested", {}, output(z.string().min(1).max(9)))).toEqual([]);
  expect(refusalsOf("tested", {}, output(z.array(z.string().regex(/^v\d+$/))))).toEqual([
    'argo/output-unchecked [1.outputs.out] Output "out" of step "one" has a pattern, which cannot be checked on Argo.',
  ]);
  expect(refusalsOf("tested", {}, output(z.number().multipleOf(0.5)))).toEqual([
    'argo/output-unchecked [1.outputs.out] Output "out" of step "one" has a multiple of a number that is no integer, which cannot be checked on Argo.',
  ]);
});

test("schedules that differ allow runs at the same time", () => {
  const elsewhere = { cron: "0 3 * * *", timezone: "Asia/Tokyo", concurrency: "forbid" } as const;
  expect(
    refusalsOf(
      "tested",
      {
        schedule: [
          { ...nightly, concurrency: "forbid" },
          { ...nightly, cron: "0 5 * * *", concurrency: "forbid" },
        ],
      },
      one,
    ),
  ).toEqual([]);
  expect(refusalsOf("tested", { schedule: [nightly, elsewhere] }, one)).toEqual([
    'argo/schedules-concurrency [1.schedule.1.concurrency] Flow "tested" has schedules that differ, and one has the concurrency "forbid".',
  ]);
});

test("texts that Argo would replace are refused, others pass", () => {
  const word =
    (text: string): Body =>
    ({ step }) =>
      void step("one", { image, command: () => ["echo", text], env: { A: text } });
  for (const text of ["{{ user }}", "{{.Names}}", "}}", '{"a":{"b":1}}', "$A", "{ {"])
    expect(refusalsOf("tested", {}, word(text)), text).toEqual([]);
  for (const text of ["{{workflow.name}}", "{{=1+1}}", "{{ inputs.parameters.x }}", "{{item}}", "{{ {{item}}"])
    expect(refusalsOf("tested", {}, word(text)), text).toEqual([
      `argo/template-braces [1.command.1] Word 2 of the command of step "one" holds "${text}", which Argo would replace.`,
      `argo/template-braces [1.env.A] Variable "A" of step "one" holds "${text}", which Argo would replace.`,
    ]);
  expect(refusalsOf("tested", {}, word("a {{ b"))[0]).toBe(
    'argo/template-braces [1.command.1] Word 2 of the command of step "one" holds "{{ b", which Argo would read on from there.',
  );
  expect(refusalsOf("tested", {}, ({ step, run }) => void step("one", { image, command: () => ["echo", `{${run.id}}`] }))).toEqual([
    'argo/template-braces [1.command.1] Word 2 of the command of step "one" holds "{", which Argo would read together with the value behind it.',
  ]);
  expect(
    refusalsOf(
      "tested",
      { params: { text: z.string().default("{{ user }}") } },
      ({ step, params }) => void step("one", { image, command: () => [String(params["text"])] }),
    ),
  ).toEqual(['argo/template-braces [1.params.text] The default of parameter "text" holds "{{ user }}", which Argo would replace.']);
});

test("a cache's key holds values, and no artifact", () => {
  expect(
    refusalsOf("tested", {}, ({ step }) => {
      const made = step("make", { image, outputs: { file: artifact("text") }, command: ({ outputs }) => [outputs.file.path] });
      step("use", { image, inputs: { file: made.outputs.file }, command: ({ inputs }) => [inputs.file.path], cache: {} });
    }),
  ).toEqual(['argo/cache-artifact-input [1.cache] Step "use" has a cache and the artifact "file" as an input.']);
});

test("rounds are at most forty, steps at most two hundred", () => {
  const rounds =
    (max: number): Body =>
    ({ step, repeatUntil }) =>
      void repeatUntil(
        "tune",
        { max, until: (round: { outputs: { n: { gte(n: number): never } } }) => round.outputs.n.gte(1) } as never,
        () => step("try", { image, outputs: { n: z.int() }, command: ({ outputs }) => [outputs.n.path] }),
      );
  expect(refusalsOf("tested", {}, rounds(40))).toEqual([]);
  expect(refusalsOf("tested", {}, rounds(41))).toEqual([
    'argo/repeat-too-deep [1.max] Loop "tune" may run 41 rounds, where at most 40 are possible on Argo.',
  ]);
  const steps =
    (count: number): Body =>
    ({ step }) => {
      for (let index = 0; index < count; index++) step(`s${index}`, { image, command: () => ["true"] });
    };
  expect(refusalsOf("tested", {}, steps(199))).toEqual([]);
  expect(refusalsOf("tested", {}, steps(201))).toEqual([
    'argo/templates-limit [0] Flow "tested" becomes 202 templates, where Argo takes at most 200.',
    'argo/templates-limit [0] Flow "tested" becomes 201 tasks in "main", where Argo takes at most 200.',
  ]);
});

test("a patch adds, and never changes what the definition says", () => {
  const patch =
    (argoPatch: Record<string, unknown>): Body =>
    ({ step }) =>
      void step("one", { image, command: () => ["true"], patch: { argo: argoPatch } });
  expect(refusalsOf("tested", {}, patch({ metrics: {}, container: { workingDir: "/w" } }))).toEqual([]);
  expect(
    refusalsOf("tested", { patch: { argo: { archiveLogs: true } } }, patch({ container: { resources: { limits: { cpu: "2" } } } })),
  ).toEqual([]);
  expect(
    refusalsOf(
      "tested",
      { patch: { argo: { archiveLogs: "yes" } } },
      patch({ sidecars: {}, container: { resources: { limits: { cpu: 2 } } } }),
    ),
  ).toEqual([
    'argo/patch-field [1.patch.argo.archiveLogs] The patch of flow "tested" has the field "archiveLogs", which must be true or false.',
    'argo/patch-field [1.patch.argo.sidecars] The patch of step "one" has the field "sidecars", which must be a list.',
    'argo/patch-field [1.patch.argo.container.resources.limits.cpu] The patch of step "one" has the field "container.resources.limits.cpu", which must be text.',
  ]);
  expect(refusalsOf("tested", { patch: { argo: { entrypoint: "x" } } }, patch({ metric: {}, container: { image: "y" } }))).toEqual([
    'argo/patch-field [1.patch.argo.entrypoint] The patch of flow "tested" has the field "entrypoint", which no patch for Argo may set.',
    'argo/patch-field [1.patch.argo.metric] The patch of step "one" has the field "metric", which no patch for Argo may set.',
    'argo/patch-field [1.patch.argo.container.image] The patch of step "one" has the field "container.image", which no patch for Argo may set.',
  ]);
});

test("no volume hides the files of a step", () => {
  const at =
    (mountAt: string): Body =>
    ({ step }) =>
      void step("one", { image, command: () => ["true"], volumes: { data: { mountAt, empty: "1Gi" } } });
  expect(refusalsOf("tested", {}, at("/millwright-data"))).toEqual([]);
  expect(refusalsOf("tested", {}, at("/millwright/outputs"))).toEqual([
    'argo/mount-path-reserved [1.volumes.data.mountAt] Volume "data" of step "one" is mounted at "/millwright/outputs", where Millwright keeps files.',
  ]);
});

test("a bound on waiting needs Argo 4.1", () => {
  const waiting: Body = ({ step }) => void step("one", { image, command: () => ["true"], timeout: "1h", queueTimeout: "2h" });
  expect(refusalsOf("tested", {}, waiting, {}, { version: "4.1" })).toEqual([]);
  expect(refusalsOf("tested", {}, waiting)).toEqual([
    'argo/queue-timeout-version [1.queueTimeout] Step "one" has the queue timeout "2h", which Argo 4.0 cannot bound.',
  ]);
});

test("a Spark application has no bound on its time", () => {
  const application = {
    image,
    version: "3.5.1",
    main: "local:///a.py",
    storage: "s3://acme/spark",
    driver: { cores: 1, memory: "1Gi" },
    executor: { instances: 1, cores: 1, memory: "1Gi" },
  } as const;
  expect(refusalsOf("tested", {}, ({ spark }) => void spark("one", application))).toEqual([]);
  expect(refusalsOf("tested", {}, ({ spark }) => void spark("one", { ...application, timeout: "2h" }))).toEqual([
    'argo/spark-timeout [1.timeout] Spark application "one" has the timeout "2h", which nothing on Argo enforces.',
  ]);
});

test("names of parameters and ports are at most 63 characters long", () => {
  const named = (name: string): readonly string[] =>
    refusalsOf("tested", { params: { [name]: z.string().default("") } }, ({ step, params }) => {
      const given: unknown = params[name];
      step("one", {
        image,
        inputs: { [name]: given as string },
        outputs: { [name]: z.string() },
        command: ({ inputs, outputs }) => [
          "cp",
          String(inputs[name]),
          (outputs as unknown as Record<string, { path: string }>)[name]?.path ?? "",
        ],
      });
    });
  expect([named("a-b_C9"), named("a".repeat(63))]).toEqual([[], []]);
  const long = "a".repeat(64);
  expect(named(long)).toEqual([
    `argo/parameter-name [1.params.${long}] The name "${long}" of a parameter is none that Argo takes.`,
    `argo/parameter-name [1.inputs.${long}] The name "${long}" of an input of step "one" is none that Argo takes.`,
    `argo/parameter-name [1.outputs.${long}] The name "${long}" of an output of step "one" is none that Argo takes.`,
  ]);
});

test("a step's name is at most 100 characters long in small letters and with hyphens", () => {
  const named = (name: string): readonly string[] =>
    refusalsOf("tested", {}, ({ step }) => void step(name, { image, command: () => ["true"] }));
  expect([named("fitLarge_2"), named("a".repeat(100))]).toEqual([[], []]);
  for (const [name, becomes] of [
    ["a".repeat(101), "a".repeat(101)],
    [`${"aB".repeat(40)}`, `a${"-ba".repeat(39)}-b`],
  ] as const)
    expect(named(name)).toEqual([`argo/step-name [0] Step "${name}" becomes the template "${becomes}", which is no name that Argo takes.`]);
});

test("an artifact of a Spark application is no file of Argo's, even where a called flow hands it on", () => {
  const application = {
    image,
    version: "3.5.1",
    main: "local:///a.py",
    storage: "s3://acme/spark",
    outputs: { table: artifact("parquet") },
    driver: { cores: 1, memory: "1Gi" },
    executor: { instances: 1, cores: 1, memory: "1Gi" },
  } as const;
  const use = (step: Parameters<Body>[0]["step"], table: unknown): void =>
    void step("use", {
      image,
      inputs: { table: table as never },
      command: ({ inputs }) => ["cat", (inputs as { table: { path: string } }).table.path],
    });
  const expected =
    'argo/spark-artifact [1.inputs.table] Input "table" of step "use" is an artifact of the Spark application "make", which Argo did not write.';
  expect(refusalsOf("tested", {}, ({ spark, step }) => use(step, spark("make", application).outputs.table))).toEqual([expected]);
  const callee = flow("callee", { owner: "ml" }, ({ spark }) => ({ table: spark("make", application).outputs.table }));
  expect(refusalsOf("tested", {}, ({ call, step }) => use(step, call("called", callee, {}).outputs.table), {}, {}, { callee })).toEqual([
    expected,
  ]);
});

test("a flow's template is at most 900 KiB", () => {
  const long =
    (kibibytes: number): Body =>
    ({ step }) => {
      for (let index = 0; index < kibibytes / 100; index++) step(`s${index}`, { image, command: () => ["echo", "x".repeat(100 * 1024)] });
    };
  expect(refusalsOf("tested", {}, long(800))).toEqual([]);
  expect(refusalsOf("tested", {}, long(900))).toEqual([
    'argo/workflow-size [0] Flow "tested" becomes a WorkflowTemplate of 904 KiB, where at most 900 are safe.',
  ]);
});

test("what a schedule gives to a parameter holds neither a control character nor a template tag", () => {
  const schedule = (text: string) => ({ cron: "0 1 * * *", timezone: "UTC", params: () => ({ text, words: [text] }) });
  const params = { text: z.string(), words: z.array(z.string()) };
  expect(refusalsOf("tested", { params, schedule: schedule("\t { user }") }, one)).toEqual([]);
  expect(refusalsOf("tested", { params, schedule: [schedule("plain"), schedule("a\u0085")] }, one)).toEqual(
    ["text", "words"].map(
      (name) =>
        `argo/control-character [1.schedule.1.params.${name}] What a schedule gives to parameter "${name}" holds the control character U+0085, which is lost when the template is applied.`,
    ),
  );
  expect(refusalsOf("tested", { params, schedule: schedule("{{ user }}") }, one)).toEqual(
    ["text", "words"].map(
      (name) =>
        `argo/template-braces [1.schedule.params.${name}] What a schedule gives to parameter "${name}" holds "{{ user }}", which Argo would replace.`,
    ),
  );
});

test("a parameter's default holds no control character that a cluster would lose", () => {
  const given = (text: string): readonly string[] => refusalsOf("tested", { params: { text: z.string().default(text) } }, one);
  expect([
    given("\t\n\u00a0\u2028"),
    refusalsOf("tested", {}, ({ step }) => void step("one", { image, command: () => ["echo", "\u0085"] })),
  ]).toEqual([[], []]);
  for (const [text, character] of [
    ["a\u0085", "U+0085"],
    ["\u007f", "U+007F"],
  ] as const)
    expect(given(text)).toEqual([
      `argo/control-character [1.params.text] The default of parameter "text" holds the control character ${character}, which is lost when the template is applied.`,
    ]);
});
