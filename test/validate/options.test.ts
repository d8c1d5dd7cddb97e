import { expect, it } from "vitest";
import { gpuPool, image, z } from "../../schema/index.ts";
import { type Loose, looseFlow, mistakesIn, mistakesOf, options } from "../support/mistakes.ts";
import { compiled } from "../support/program.ts";

function inStep(rest: object): readonly string[] {
  return mistakesIn(({ step }) => step("fit", options(rest)));
}

it("names an unknown field and what was probably meant", () => {
  const { diagnostics } = compiled({ f: looseFlow(({ step }) => step("fit", options({ timout: "1h" }))) });
  expect(diagnostics).toMatchObject([
    {
      code: "validate/unknown-field",
      message: 'Step "fit" has no field "timout".',
      at: { path: [1, "timout"] },
      help: 'Did you mean "timeout"?',
      definition: "flow:f",
    },
  ]);
});

it("names an unknown field deep inside, at its place", () => {
  expect(inStep({ resources: { memory: "64Gi", gpus: 8 } })).toEqual([
    'validate/unknown-field [1.resources.gpus] "resources" of step "fit" has no field "gpus".',
  ]);
});

it.each([
  ["64Gb", 'Did you mean "64Gi"?'],
  ["64 GiB", 'Did you mean "64Gi"?'],
  [64, undefined],
  ["lots", undefined],
])("refuses %j as memory", (memory, meant) => {
  const { diagnostics } = compiled({ f: looseFlow(({ step }) => step("fit", options({ resources: { memory } }))) });
  expect(diagnostics).toMatchObject([{ code: "validate/memory", at: { path: [1, "resources", "memory"] }, ...(meant && { help: meant }) }]);
});

it.each(["30", 30, "6 hours", "-1h", "1h30m"])("refuses %j as a duration", (timeout) => {
  expect(inStep({ timeout })).toEqual([
    `validate/duration [1.timeout] "timeout" of step "fit" is ${JSON.stringify(timeout)}, which is no duration.`,
  ]);
});

it.each(["8", "0.5 cores", -1])("refuses %j as processors", (cpu) => {
  expect(inStep({ resources: { cpu } })).toEqual([
    `validate/cpu [1.resources.cpu] "resources.cpu" of step "fit" is ${JSON.stringify(cpu)}, which is no amount of processors.`,
  ]);
});

it("says what a missing field needs", () => {
  expect(mistakesIn(({ step }) => step("fit", { command: () => ["fit"] }))).toEqual([
    'validate/missing-field [1] Step "fit" has no "image"; it needs image("name"), or a reference such as "ghcr.io/acme/churn:3@sha256:…".',
  ]);
});

it("says found and expected of a value of the wrong type", () => {
  expect(inStep({ retry: { limit: "3", on: "always" }, idempotent: "no", labels: { team: 5 } })).toEqual([
    'validate/wrong-type [1.retry.limit] "retry.limit" of step "fit" is "3"; it must be a whole number.',
    'validate/wrong-type [1.retry.on] "retry.on" of step "fit" is "always"; it must be one of "failure", "infrastructure", "any".',
    'validate/wrong-type [1.labels.team] "labels.team" of step "fit" is 5; it must be text.',
    'validate/wrong-type [1.idempotent] "idempotent" of step "fit" is "no"; it must be true or false.',
  ]);
});

it("refuses a value of the run where a field is fixed when the flow is built", () => {
  const found = mistakesIn(({ step, params }) => step("fit", options({ timeout: params.limit })), { params: { limit: z.string() } });
  expect(found).toEqual([
    'validate/wrong-type [1.timeout] "timeout" of step "fit" is a value that is known only while the flow runs; it must be a duration.',
  ]);
});

it("points at the word of a command that is no word, and says how an artifact is named", () => {
  const { diagnostics } = compiled({
    f: looseFlow(({ step }) => {
      const made = step("make", options({ outputs: { model: { artifact: "onnx" } } }));
      step("fit", options({ inputs: { model: made.outputs.model }, command: ({ inputs }: Loose) => ["fit", inputs.model, null] }));
    }),
  });
  expect(diagnostics).toMatchObject([
    { code: "link/artifact-as-value", at: { path: [1, "command", 1] }, help: "Write inputs.model.path." },
    { code: "validate/wrong-type", at: { path: [1, "command", 2] } },
  ]);
});

it("refuses names that engines cannot take, and quotes only the beginning of long ones", () => {
  const long = "x".repeat(300);
  expect(
    mistakesIn(({ step }) => {
      step("../fit", options({ outputs: { "a b": z.string() } }));
      step(long, options());
      step("🚂", options());
      step("", options());
    }),
  ).toEqual([
    'validate/name [0] The name "../fit" of a step does not begin with a letter from A to Z.',
    'validate/name [1.outputs.a b] The name "a b" of an output holds " ", where only letters from A to Z, digits, "-" and "_" may be.',
    `validate/name [0] The name "${"x".repeat(59)}…" of a step has 300 characters, where at most 200 may be.`,
    'validate/name [0] The name "🚂" of a step does not begin with a letter from A to Z.',
    'validate/name [0] The name "" of a step is empty.',
  ]);
});

it("checks a volume's source: exactly one, and its own fields beside it", () => {
  expect(
    inStep({
      volumes: {
        a: { mountAt: "/a" },
        b: { mountAt: "/b", claim: "c", empty: "1Gi" },
        c: { mountAt: "/c", claim: "c", access: "oneNode" },
      },
    }),
  ).toEqual([
    'validate/wrong-type [1.volumes.a] "volumes.a" of step "fit" is an object; it must be an object with exactly one of "claim", "empty", "perRun", "configMap", "secret".',
    'validate/wrong-type [1.volumes.b] "volumes.b" of step "fit" is an object; it must be an object with exactly one of "claim", "empty", "perRun", "configMap", "secret".',
    'validate/wrong-type [1.volumes.c] "volumes.c" of step "fit" is an object; it must be an object without "storageClass" and "access", which are for "perRun".',
  ]);
});

it("points at the schedule, whether it stands alone or in a list", () => {
  const schedule = { cron: 5, timezone: "UTC" };
  expect(mistakesIn(({ step }) => step("fit", options()), { schedule })).toEqual([
    'validate/wrong-type [1.schedule.cron] "cron" of the schedule of flow "f" is 5; it must be text.',
  ]);
  const second = [{ cron: "0 3 * * *", timezone: "UTC" }, schedule];
  expect(mistakesIn(({ step }) => step("fit", options()), { schedule: second })).toEqual([
    'validate/wrong-type [1.schedule.1.cron] "cron" of schedule 2 of flow "f" is 5; it must be text.',
  ]);
});

it("refuses an empty list of schedules", () => {
  expect(mistakesIn(({ step }) => step("fit", options()), { schedule: [] })).toEqual([
    "load/no-schedule [1.schedule] The list of schedules is empty.",
  ]);
});

it("takes the program of a script from one place", () => {
  const both = { language: "bash", source: "true", file: "./a.sh" };
  const found = mistakesIn(({ script }) => {
    script("both", { ...options(), command: undefined, ...both });
    script("neither", { ...options(), command: undefined, language: "bash" });
  });
  expect(found).toEqual([
    'validate/wrong-type [1.file] "file" of script "both" is "./a.sh"; it must be one of "source" and "file", not both.',
    'validate/missing-field [1] Script "neither" has no "file"; it needs one of "source" and "file", not both.',
  ]);
});

it("reports every mistake of every flow, pool and step at once", () => {
  const pool = gpuPool("h100", {
    accelerator: "x",
    node: { machine: "m", gpus: 3, cpu: 8, memory: "1Gi" },
    capacity: {},
    provider: {},
  } as Loose);
  const found = mistakesOf({
    pool,
    f: looseFlow(({ step }) => step("fit", options({ timout: "1h", resources: { memory: "1GB" } })), { owner: 5 }),
    g: looseFlow(({ call }) => call("c", {}, {}), {}, "g"),
  });
  expect(found.map((line) => line.split("] ")[0])).toEqual([
    "validate/wrong-type [1.node.gpus",
    "validate/wrong-type [1.provider",
    "validate/wrong-type [1.owner",
    "validate/memory [1.resources.memory",
    "validate/unknown-field [1.timout",
    "load/call-needs-flow [1",
  ]);
});

it("hands on what is right of a definition with a mistake, and names the options that nobody may speak of", () => {
  const { program, broken, plans } = compiled({
    f: looseFlow(({ step }) =>
      step("fit", options({ image: 5, retry: { limit: "many" }, timeout: "1h", resources: { memory: "1GB", cpu: 2 } })),
    ),
  });
  expect(program.flows[0]?.nodes[0]).toMatchObject({
    name: "fit",
    timeout: "1h",
    resources: { cpu: 2 },
    unknown: ["image", "resources", "retry"],
  });
  expect([...broken]).toEqual(["flow:f"]);
  expect(plans).toEqual([]);
});

it("reports what the run time noted, with its place and what was possible", () => {
  const { diagnostics } = compiled({
    f: looseFlow(({ step, params }) => {
      const fit = step("fit", options({ outputs: { auc: z.number() } }));
      step("show", options({ command: () => ["show", fit.outputs.acc, params.day] }));
    }),
  });
  expect(diagnostics).toMatchObject([
    { code: "load/unknown-output", message: 'Step "fit" has no output "acc".', help: 'Did you mean "auc"?' },
    { code: "load/unknown-parameter", message: 'Flow "f" has no parameter "day".' },
  ]);
  expect(diagnostics[0]?.at).toMatchObject({
    calls: [{ file: "test/validate/options.test.ts" }, { file: "test/validate/options.test.ts" }],
  });
});

it("reports an error that a body throws, and what was wrong before it", () => {
  const found = mistakesIn(({ step, forEach }) => {
    step("fit", options({ timeout: "3" }));
    forEach("loop", ["a"], () => {
      throw new Error("no luck.");
    });
  });
  expect(found).toEqual([
    'validate/duration [1.timeout] "timeout" of step "fit" is "3", which is no duration.',
    'load/threw [] "flows/test.flow.ts" threw while it was evaluated: no luck.',
  ]);
});

it("says once what could not be recorded: a function in place of data", () => {
  expect(mistakesIn(({ step }) => step("fit", { image: () => "x", command: () => ["fit"] }))).toEqual([
    "load/not-data [1.image] Plain data is needed here; found a function.",
  ]);
});

it("refuses types that cannot travel, and does not speak of their values again", () => {
  expect(
    mistakesIn(({ step, when }) => {
      const fit = step("fit", options({ outputs: { at: z.date() } }));
      when(fit.outputs.at.eq("x"), () => step("next", options()));
    }),
  ).toEqual(['validate/unsupported-type [1.outputs.at] Output "at" is z.date(); such values cannot travel between steps.']);
});

it("refuses more than can be read", () => {
  const params = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`p${index}`, z.string()]));
  expect(mistakesIn(({ step }) => step("fit", options()), { params })).toEqual([
    'validate/too-many [] Flow "f" has 201 parameters; at most 200 are read.',
  ]);
  expect(
    mistakesIn(({ step }) => {
      for (let index = 0; index <= 10_000; index++) step(`s${index}`, { image: image("churn"), command: () => [] });
    }),
  ).toEqual(['validate/too-many [] Flow "f" has 10001 steps, loops and branches; at most 10000 are read.']);
});
