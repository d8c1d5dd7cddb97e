import { expect, it } from "vitest";
import { artifact, flow, gpuPool, image, z } from "../../schema/index.ts";
import { type Loose, looseFlow, mistakesIn, mistakesOf, options } from "../support/mistakes.ts";
import { compiled, compiledRecords, flowOf, linesOf, programOf, recordsOf } from "../support/program.ts";

const params = { day: z.iso.date(), size: z.enum(["small", "large"]).default("small"), n: z.int().min(1).optional() };

function callee(options: object = {}): Loose {
  return looseFlow(({ step }) => step("inner", { image: image("churn"), command: () => ["x"] }), { params, ...options }, "callee");
}

/** What is found in a call of a flow with those parameters. */
function calling(args: (build: Loose) => object, ofCaller: object = {}): readonly string[] {
  const called = callee();
  return mistakesOf({ called, f: looseFlow((build) => build.call("run", called, args(build)), ofCaller) });
}

it("takes arguments of the parameters' types: data, values of the run, text with values in it", () => {
  const given = { params: { day: z.iso.date(), size: z.enum(["small", "large"]), n: z.int().optional(), s: z.string() } };
  expect(calling(() => ({ day: "2026-11-24", n: 3 }))).toEqual([]);
  expect(calling(({ params: { day, size, n } }) => ({ day, size, n }), given)).toEqual([]);
  expect(calling(({ params: { s } }) => ({ day: `${s}-01` }), given)).toEqual([]);
});

it.each<[string, (build: Loose) => object, readonly string[]]>([
  ["missing", () => ({}), ['link/missing-argument [2] Call "run" does not give parameter "day" of flow "callee", which has no default.']],
  [
    "unknown",
    () => ({ day: "2026-11-24", dya: 1 }),
    ['link/unknown-argument [2.dya] Call "run" gives parameter "dya", which flow "callee" does not have.'],
  ],
  ["of another type", () => ({ day: 5 }), ['link/argument-type [2.day] Parameter "day" of flow "callee" is given 5; it must be a date.']],
  [
    "no such day",
    () => ({ day: "2026-02-30" }),
    ['link/argument-type [2.day] Parameter "day" of flow "callee" is given "2026-02-30"; it must be a date such as "2026-11-24".'],
  ],
  [
    "no member",
    () => ({ day: "2026-11-24", size: "huge" }),
    ['link/argument-type [2.size] Parameter "size" of flow "callee" is given "huge"; it must be one of "small", "large".'],
  ],
  [
    "out of bounds",
    () => ({ day: "2026-11-24", n: 0 }),
    ['link/argument-type [2.n] Parameter "n" of flow "callee" is given 0; it must be a number of at least 1.'],
  ],
])("refuses an argument that is %s", (_, args, found) => {
  expect(calling(args)).toEqual(found);
});

it("refuses values of the run of other types, and artifacts", () => {
  const given = { params: { s: z.string(), x: z.number(), maybe: z.iso.date().optional() } };
  expect(
    calling(({ params: { s, x, maybe }, step }) => {
      const made = step("make", options({ outputs: { file: artifact("csv") } }));
      return { day: made.outputs.file, size: s, n: x, ...(maybe && {}) };
    }, given),
  ).toEqual([
    'link/artifact-as-value [2.day] Output "file" of step "make" is an artifact, and is used as a value.',
    'link/argument-type [2.size] Parameter "size" of flow "callee" is given parameter "s", text; it must be one of "small", "large".',
    'link/argument-type [2.n] Parameter "n" of flow "callee" is given parameter "x", a number; it must be an integer, or nothing.',
  ]);
  expect(calling(({ params: { maybe } }) => ({ day: maybe }), given)).toEqual([
    'link/optional-without-default [2.day] Parameter "maybe" may be missing, and is used without a default.',
  ]);
});

it("knows the types of what a called flow returns", () => {
  const called = looseFlow(({ step }) => step("fit", options({ outputs: { auc: z.number(), model: artifact("onnx") } })), {}, "callee");
  const caller = looseFlow(({ call, when, step }) => {
    const done = call("run", called, {});
    when(done.outputs.outputs.auc.eq("x"), () => step("a", options()));
    step("b", options({ inputs: { model: done.outputs.outputs.model }, command: ({ inputs }: Loose) => ["b", inputs.model.path] }));
  });
  expect(mistakesOf({ called, caller })).toEqual([
    'link/compare-types [0] Output "outputs.auc" of call "run" (a number) is compared with "x" (text).',
  ]);
});

it("names the circle of flows that call each other", () => {
  const records = recordsOf({ a: callsNothing("a"), b: callsNothing("b") }).map((loaded) => loaded.record as Loose);
  // Values cannot make a circle, but whoever forges a record can.
  for (const [caller, called] of [
    [records[0], records[1]],
    [records[1], records[0]],
  ])
    caller.nodes[0].options.flow = { name: called.name, calls: called.calls };
  expect(linesOf(compiledRecords(records).diagnostics)).toEqual([
    'link/call-cycle [1] Flows call each other in a circle: "a" → "b" → "a".',
  ]);
});

function callsNothing(name: string): Loose {
  const empty = looseFlow(() => {}, {}, "empty");
  return looseFlow(({ call }) => call("next", empty, {}), {}, name);
}

it("reports a called flow that is not among the definitions", () => {
  const called = callee();
  expect(mistakesOf({ f: looseFlow(({ call }) => call("run", called, { day: "2026-11-24" })) })).toEqual([
    'link/unknown-flow [1] Call "run" is of flow "callee", which is not among the definitions.',
  ]);
});

it("says nothing of a called flow that was reported itself", () => {
  const called = looseFlow(
    () => {
      throw new Error("boom");
    },
    { params },
    "callee",
  );
  expect(mistakesOf({ called, f: looseFlow(({ call }) => call("run", called, {})) })).toEqual([
    'load/threw [] "flows/test.flow.ts" threw while it was evaluated: boom.',
  ]);
});

it("leaves out definitions of other environments, and refuses calls of them", () => {
  const called = callee({ environments: ["staging"] });
  const f = looseFlow(({ call }) => call("run", called, { day: "2026-11-24" }));
  const found = compiled({ called, f }, { environments: ["prod", "staging"] });
  expect(found.program.flows.map(({ name }) => name)).toEqual(["f"]);
  expect(found.diagnostics).toMatchObject([
    { code: "link/absent-in-environment", message: 'Call "run" is of flow "callee", which is left out in environment "prod".' },
  ]);
  expect(mistakesOf({ called, f }, { environment: { name: "staging" }, environments: ["prod", "staging"] })).toEqual([]);
});

it("refuses environments and targets that the config does not have", () => {
  const step = ({ step }: Loose) => step("a", options());
  expect(mistakesIn(step, { environments: ["prod", "prd"], targets: ["argo", "kubeflow"] })).toEqual([
    'link/unknown-environment [1.environments.1] Flow "f" names environment "prd", which the config does not have.',
    'link/unknown-target [1.targets.1] Flow "f" names target "kubeflow", which the config does not have.',
  ]);
});

it("gives a flow the config's targets where it names none", () => {
  const program = programOf({ f: looseFlow(({ step }) => step("a", options())) }, { targets: ["argo", "kubeflow"] });
  expect(flowOf(program).targets).toEqual(["argo", "kubeflow"]);
});

it.each<[string, object, readonly string[]]>([
  [
    "misses a parameter",
    {},
    ['link/schedule-misses-parameter [1.schedule] The schedule of flow "f" does not give parameter "day", which has no default.'],
  ],
  [
    "gives one that is unknown",
    { params: () => ({ day: "2026-11-24", dya: "x" }) },
    ['link/unknown-argument [1.schedule.params.dya] The schedule of flow "f" gives parameter "dya", which flow "f" does not have.'],
  ],
  [
    "gives one of another type",
    { params: () => ({ day: 5 }) },
    ['link/argument-type [1.schedule.params.day] Parameter "day" of flow "f" is given "5"; it must be a date such as "2026-11-24".'],
  ],
  [
    "gives one out of bounds",
    { params: () => ({ day: "2026-11-24", n: 0 }) },
    ['link/argument-type [1.schedule.params.n] Parameter "n" of flow "f" is given 0; it must be a number of at least 1.'],
  ],
  [
    "uses another value of the run",
    { params: () => ({ day: leaked.run.id }) },
    ['link/schedule-value [1.schedule.params.day] Parameter "day" of a schedule of flow "f" uses run.id; it may use scheduledAt alone.'],
  ],
])("refuses a schedule that %s", (_, schedule, found) => {
  const lines = mistakesOf({ f: scheduled({ cron: "0 3 * * *", timezone: "UTC", ...schedule }) });
  expect(lines).toEqual(found);
});

const leaked: { run: Loose } = { run: undefined };

function scheduled(schedule: object): Loose {
  return looseFlow(
    ({ step, run }) => {
      leaked.run = run;
      step("a", options());
    },
    { params, schedule },
  );
}

it("takes a schedule whose parameters are computed from the moment it is due", () => {
  const schedule = { cron: "0 3 * * *", timezone: "UTC", params: ({ scheduledAt }: Loose) => ({ day: scheduledAt.date, n: 2 }) };
  expect(flowOf(programOf({ f: looseFlow(({ step }) => step("a", options()), { params, schedule }) })).schedules).toEqual([
    { cron: "0 3 * * *", timezone: "UTC", concurrency: "allow", params: { day: { op: "run", field: "scheduledDate" }, n: "2" } },
  ]);
});

it("refuses two definitions of one name with both places, and takes an export and its re-export for one", () => {
  const first = looseFlow(({ step }) => step("a", options()));
  expect(mistakesOf({ first, again: first })).toEqual([]);
  const { diagnostics } = compiled({ one: looseFlow(({ step }) => step("a", options())), other: flow("f", { owner: "x" }, () => {}) });
  expect(diagnostics).toMatchObject([
    {
      code: "link/duplicate-name",
      message: 'Flow "f" is defined twice.',
      at: { path: [0] },
      related: [{ message: "The other is here.", at: { path: [0] } }],
    },
  ]);
});

it("refuses names that engines take for one", () => {
  const step = ({ step }: Loose) => step("a", options());
  expect(mistakesOf({ a: looseFlow(step, {}, "fit-model"), b: looseFlow(step, {}, "fit_Model") })).toEqual([
    'link/similar-name [0] Flow "fit_Model" and "fit-model" differ only by case, or by "-" and "_".',
  ]);
  const found = mistakesIn(({ step, forEach, approval }) => {
    step("fit", options());
    forEach("fit", ["a"], () => step("Fit", options()));
    approval("f-it", { message: "Go?" });
    approval("f_it", { message: "Go?" });
  });
  expect(found).toEqual([
    'link/duplicate-step [0] Flow "f" has two steps or loops named "fit".',
    'link/similar-step [0] In flow "f", the names "Fit" and "fit" differ only by case, or by "-" and "_".',
    'link/similar-step [0] In flow "f", the names "f_it" and "f-it" differ only by case, or by "-" and "_".',
  ]);
});

it("resolves images by name, with the environment's override, and says how to lock one", () => {
  const digest = `sha256:${"b".repeat(64)}`;
  const churn = {
    repository: "ghcr.io/acme/churn",
    tag: "3.2",
    digest,
    environments: { prod: { tag: "3.1" }, other: { repository: "mirror/churn" } },
  };
  const f = looseFlow(({ step }) => step("a", options()));
  const imageIn = (name: string) => {
    const program = programOf({ f }, { images: { images: { churn } }, environment: { name }, environments: [name] });
    return (flowOf(program).nodes[0] as Loose).image;
  };
  expect(imageIn("staging")).toEqual({ reference: `ghcr.io/acme/churn:3.2@${digest}`, name: "churn" });
  expect(imageIn("prod")).toEqual({ reference: "ghcr.io/acme/churn:3.1", name: "churn" });
  expect(imageIn("other")).toEqual({ reference: `mirror/churn:3.2@${digest}`, name: "churn" });
  expect(compiled({ f: looseFlow(({ step }) => step("a", options({ image: image("chrn") }))) }).diagnostics).toMatchObject([
    {
      code: "link/unknown-image",
      at: { path: [1, "image"] },
      help: 'Did you mean "churn"? Else run millwright images set chrn=REPOSITORY:TAG@sha256:DIGEST.',
    },
  ]);
});

it("says what is wrong in images.lock.toml", () => {
  const f = looseFlow(({ step }) => step("a", options({ image: "ghcr.io/acme/x:1" })));
  const found = mistakesOf({ f }, { images: { images: { a: { repository: 5, tags: "1" }, b: "x" }, image: {} } });
  expect(found).toEqual([
    'link/image-lock [images.lock.toml] In images.lock.toml, "image" is an object; it must be left out.',
    'link/image-lock [images.lock.toml] In images.lock.toml, "repository" of image "a" is 5; it must be text such as "ghcr.io/acme/churn".',
    'link/image-lock [images.lock.toml] In images.lock.toml, "tags" of image "a" is "1"; it must be left out.',
    'link/image-lock [images.lock.toml] In images.lock.toml, image "b" is "x"; it must be a table.',
  ]);
});

it("reads the program of a script beside the text that names it", () => {
  const script = (file: string) => looseFlow(({ script }) => script("s", { image: "ghcr.io/acme/x:1", language: "python", file }));
  const scriptSources = new Map([["test/link/train.py", "print(1)"]]);
  // The call stands in this file.
  expect((flowOf(programOf({ f: script("./train.py") }, { scriptSources })).nodes[0] as Loose).program).toEqual({
    kind: "script",
    language: "python",
    source: "print(1)",
    file: "./train.py",
  });
  expect(mistakesOf({ f: script("./lost.py") })).toEqual([
    'link/script-file [1.file] The program of script "s", "./lost.py", does not exist (looked for "test/link/lost.py").',
  ]);
  expect(mistakesOf({ f: script("../../../etc/passwd") })).toEqual([
    'link/script-file [1.file] The program of script "s", "../../../etc/passwd", lies outside the root.',
  ]);
});

it("writes out the capacity that a request leaves open: all that the pool has, but spot", () => {
  const pool = gpuPool("h100", {
    accelerator: "x",
    node: { machine: "m", gpus: 8, cpu: 8, memory: "1Ti" },
    capacity: { reserved: { nodes: 1, reservation: "r" }, spot: { maxNodes: 1 }, onDemand: { maxNodes: 1 } },
    provider: { karpenter: { nodeClass: "c" } },
  });
  const f = looseFlow(({ step }) => step("a", options({ resources: { gpu: { pool, count: 8 } } })));
  expect(flowOf(programOf({ pool, f })).nodes[0]).toMatchObject({
    resources: { gpu: { pool: "h100", count: 8, capacity: ["reserved", "onDemand"] } },
  });
  expect(mistakesOf({ f })).toEqual([
    'link/unknown-pool [1.resources.gpu.pool] Step "a" asks for GPUs of pool "h100", which is not among the definitions.',
  ]);
});

it("refuses values as outputs of a Spark application", () => {
  const spark = {
    image: image("churn"),
    version: "3.5.1",
    main: "app.py",
    storage: "s3://b/x",
    driver: { cores: 1, memory: "1Gi" },
    executor: { cores: 1, memory: "1Gi", instances: 2 },
  };
  expect(mistakesIn(({ spark: run }) => run("s", { ...spark, outputs: { files: artifact("parquet"), rows: z.int() } }))).toEqual([
    'link/spark-output [1.outputs.rows] Output "rows" of Spark application "s" is an integer; it must be an artifact.',
  ]);
});

it("asks a Spark application for a whole release of Spark", () => {
  const versioned = (version: string) =>
    mistakesIn(({ spark }) =>
      spark("s", {
        version,
        image: image("churn"),
        main: "app.py",
        storage: "s3://b/x",
        driver: { cores: 1, memory: "1Gi" },
        executor: { cores: 1, memory: "1Gi", instances: 2 },
      }),
    );
  expect([versioned("3.5.1"), versioned("4.0.0-preview1")]).toEqual([[], []]);
  for (const version of ["3.5", "v3.5.1", "latest"])
    expect(versioned(version)).toEqual([expect.stringMatching(/^validate\/[a-z-]+ \[1.version\] .*a release of Spark such as "3.5.1"/)]);
});
