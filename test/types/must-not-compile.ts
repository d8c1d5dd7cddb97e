// Every line under an "@ts-expect-error" is a mistake that the editor underlines; `tsc` fails if one of them compiles.
import { artifact, config, configMap, flow, gpuPool, image, memory, secret, z } from "millwright";

const h100 = gpuPool("h100", {
  accelerator: "nvidia-h100-80gb",
  node: { machine: "a3-highgpu-8g", gpus: 8, cpu: 200, memory: "1760Gi" },
  capacity: { reserved: { nodes: 4, reservation: "ml-h100" }, flex: { maxNodes: 2, maxRun: "7d" } },
  provider: { gke: { project: "acme-ml", location: "europe-west4" } },
});

const daily = flow(
  "daily",
  { owner: "growth", params: { day: z.iso.date(), size: z.enum(["small", "large"]).default("small") } },
  ({ step }) => {
    const fit = step("fit", { image: "i", outputs: { auc: z.number(), model: artifact("onnx") }, command: () => ["fit"] });
    return { auc: fit.outputs.auc, model: fit.outputs.model };
  },
);

const owner = "growth";
const params = {
  n: z.int(),
  s: z.string(),
  size: z.enum(["small", "large"]),
  note: z.string().optional(),
  count: z.int().optional(),
  dry: z.boolean().default(false),
};
const run = { image: "i", command: () => ["run"] } as const;

flow("values", { owner, params }, ({ params, step, forEach, when, match, call, repeatUntil, approval, range }) => {
  const a = step("a", {
    ...run,
    outputs: {
      auc: z.number(),
      list: z.array(z.string()),
      rows: z.array(z.object({ uri: z.string(), size: z.int() })),
      model: artifact("onnx"),
      ok: z.boolean(),
    },
  });

  // @ts-expect-error a number is not compared with text
  when(a.outputs.auc.gte("0.9"), () => {});
  // @ts-expect-error a number never equals text
  when(a.outputs.auc.eq("0.9"), () => {});
  // @ts-expect-error text has no order
  when(params.s.gte("x"), () => {});
  // @ts-expect-error a boolean has no order
  when(params.dry.gt(false), () => {});
  // @ts-expect-error a reference is no condition: say `.isTrue`
  when(a.outputs.ok, () => {});
  // @ts-expect-error a plain boolean is known now: use JavaScript's `if`
  when(true, () => {});
  // @ts-expect-error conditions are joined with conditions
  when(a.outputs.auc.gte(0.9).and(params.dry), () => {});
  // @ts-expect-error the enum has no "medium"
  when(params.size.eq("medium"), () => {});
  // @ts-expect-error an artifact is not compared
  when(a.outputs.model.eq("x"), () => {});
  // @ts-expect-error an optional number is given a default before it is compared
  when(params.count.gt(1), () => {});
  // @ts-expect-error a default has the value's type
  params.count.orElse("none");
  // @ts-expect-error only an optional value takes a default
  params.n.orElse(1);

  // @ts-expect-error there is no output "acc"
  a.outputs.acc;
  // @ts-expect-error a parameter that was not declared
  params.day;
  // @ts-expect-error a row has no field "url"
  forEach("rows", a.outputs.rows, (row) => step("r", { ...run, command: () => [row.url] }));
  // @ts-expect-error only lists have a length
  a.outputs.auc.length;

  // @ts-expect-error only a list can be looped over
  forEach("number", a.outputs.auc, () => {});
  // @ts-expect-error an artifact is no list
  forEach("artifact", a.outputs.model, () => {});
  // @ts-expect-error a range counts with a number
  range("3");
  // @ts-expect-error parallelism is a number
  forEach("wide", a.outputs.list, { parallelism: "20" }, () => {});

  // @ts-expect-error one body is missing
  match(params.size, { small: () => {} });
  // @ts-expect-error a number is matched by `when`
  match(params.n, { 1: () => {} });
  // @ts-expect-error a body that leaves a number and one that leaves a file share nothing
  match(params.size, { small: () => a.outputs.auc, large: () => a.outputs.model }).gt(1);

  const lengths = forEach("g", a.outputs.list, (x) =>
    step("h", { ...run, outputs: { v: z.int(), f: artifact("txt") }, command: () => [x] }),
  );
  // @ts-expect-error gathered numbers are a list, not a number
  when(lengths.outputs.v.gt(3), () => {});
  // @ts-expect-error gathered artifacts are a folder: `inputs.f.paths`
  step("one", { ...run, inputs: { f: lengths.outputs.f }, command: ({ inputs }) => [inputs.f.path] });
  const twice = forEach("o", [1, 2], () => forEach("i", [1, 2], () => step("x", { ...run, outputs: { v: z.int() } })));
  twice.outputs.v.eq([[1, 2]]);
  // @ts-expect-error nested loops gather nested lists
  twice.outputs.v.eq([1, 2]);

  const half = when(params.n.gt(1), () => a);
  // @ts-expect-error without `otherwise` nothing leaves a branch
  half.outputs;
  const other = when(params.n.gt(1), () => a).otherwise(() => step("k", { ...run, outputs: { other: z.int() } }));
  // @ts-expect-error only what both bodies return leaves them
  other.outputs.auc;

  // @ts-expect-error the rounds need a bound
  repeatUntil("again", { until: () => a.outputs.auc.gte(1) }, () => a);
  // @ts-expect-error until is a condition
  repeatUntil("forever", { max: 3, until: (round) => round.outputs.auc }, () => a);

  // @ts-expect-error the called flow needs a day
  call("c1", daily, { size: "small" });
  // @ts-expect-error the called flow has no size "huge"
  call("c2", daily, { day: "2026-01-01", size: "huge" });
  // @ts-expect-error the called flow's day is text
  call("c3", daily, { day: params.n });
  // @ts-expect-error the called flow returns no "loss"
  call("c4", daily, { day: "2026-01-01" }).outputs.loss;
  // @ts-expect-error a flow is called by value
  call("c5", "daily", {});

  // @ts-expect-error an approval says what is asked
  approval("ok", { expires: "2d" });
});

flow("steps", { owner }, ({ step, script, onExit }) => {
  const a = step("a", { ...run, outputs: { auc: z.number(), model: artifact("onnx") } });

  // @ts-expect-error "Gb" is no unit of memory
  step("b", { ...run, resources: { memory: "64Gb" } });
  // @ts-expect-error processors are a number or thousandths
  step("c", { ...run, resources: { cpu: "8 cores" } });
  // @ts-expect-error a duration needs a unit
  step("d", { ...run, timeout: "30" });
  // @ts-expect-error GPUs are asked of a pool
  step("e", { ...run, resources: { gpu: 8 } });
  // @ts-expect-error a pool is named by value
  step("f", { ...run, resources: { gpu: { pool: "h100", count: 8 } } });
  // @ts-expect-error the pool has no spot capacity
  step("g", { ...run, resources: { gpu: { pool: h100, count: 8, capacity: ["spot"] } } });
  // @ts-expect-error the field is called `gpu`
  step("h", { ...run, resources: { gpus: { pool: h100, count: 8 } } });
  // @ts-expect-error a retry says how often
  step("i", { ...run, retry: { on: "failure" } });
  // @ts-expect-error nothing is retried "always"
  step("j", { ...run, retry: { limit: 1, on: "always" } });
  // @ts-expect-error an output of the step itself must be declared
  step("k", { image: "i", outputs: { x: z.int() }, command: ({ outputs }) => ["k", outputs.y.path] });
  // @ts-expect-error an input of the step itself must be declared
  step("l", { image: "i", inputs: { x: a.outputs.auc }, command: ({ inputs }) => ["l", inputs.y] });
  // @ts-expect-error an artifact is given to a command by its path
  step("m", { image: "i", inputs: { model: a.outputs.model }, command: ({ inputs }) => ["m", inputs.model] });
  // @ts-expect-error an artifact is no word of a command
  step("n", { image: "i", command: () => ["n", a.outputs.model] });
  // @ts-expect-error a secret is no word of a command
  step("o", { image: "i", command: () => ["o", secret("huggingface", "token")] });
  // @ts-expect-error a command is a list of words, not a line
  step("p", { image: "i", command: () => "fit --fast" });
  // @ts-expect-error a step has an image
  step("q", { command: () => ["q"] });
  // @ts-expect-error what comes first is named by value
  step("r", { ...run, after: ["a"] });
  // @ts-expect-error a volume says what is mounted
  step("s", { ...run, volumes: { data: { mountAt: "/data" } } });
  // @ts-expect-error the pull policy is one of Kubernetes' three
  step("t", { ...run, imagePull: { policy: "sometimes" } });
  // @ts-expect-error a script has a source or a file
  script("u", { image: "i", language: "python" });
  // @ts-expect-error a script has one source
  script("v", { image: "i", language: "python", source: "pass", file: "./fit.py" });
  // @ts-expect-error no such language
  script("w", { image: "i", language: "perl", source: "1" });
  // @ts-expect-error handlers see no other status
  onExit("x", { image: "i", command: ({ status }) => [status.eq("done")] });

  step("fine", {
    ...run,
    env: { TOKEN: secret("huggingface", "token"), MODE: configMap("modes", "mode") },
    resources: { gpu: { pool: h100, count: 8, capacity: ["flex"] } },
  });
});

// @ts-expect-error a flow has an owner
flow("ownerless", {}, () => {});
// @ts-expect-error no such target
flow("target", { owner, targets: ["airflow"] }, () => {});
// @ts-expect-error a schedule has a zone
flow("zone", { owner, schedule: { cron: "0 3 * * *" } }, () => {});
// @ts-expect-error no such concurrency
flow("policy", { owner, schedule: { cron: "0 3 * * *", timezone: "UTC", concurrency: "queue" } }, () => {});
const when = { cron: "0 3 * * *", timezone: "UTC" };
flow(
  "params",
  // @ts-expect-error the schedule gives a parameter that the flow lacks
  { owner, params: { day: z.iso.date() }, schedule: { ...when, params: ({ scheduledAt }) => ({ date: scheduledAt.date }) } },
  () => {},
);
// @ts-expect-error the schedule gives a number where the parameter is text
flow("type", { owner, params: { day: z.iso.date() }, schedule: { ...when, params: () => ({ day: 3 }) } }, () => {});
gpuPool("six", {
  accelerator: "x",
  // @ts-expect-error no node has six GPUs
  node: { machine: "m", gpus: 6, cpu: 1, memory: "1Gi" },
  capacity: {},
  provider: { karpenter: { nodeClass: "c" } },
});

const settings = config("./train.toml", z.object({ memory: memory(), epochs: z.int() }));
// @ts-expect-error the config has no "rounds"
settings.rounds;
flow("config", { owner }, ({ step }) => {
  step("a", { ...run, image: image("churn"), resources: { memory: settings.memory } });
  // @ts-expect-error a number of epochs is no amount of memory
  step("b", { ...run, resources: { memory: settings.epochs } });
});
