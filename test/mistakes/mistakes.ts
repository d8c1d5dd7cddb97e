/**
 * Mistakes that no peer catches, to be seeded into the ten-step flow (`flowSource`)
 *
 * Each is an edit of its text: what stands there, and what is written instead. «…» marks the words that must be underlined.
 */

export interface Mistake {
  readonly title: string;
  /** What is written instead of what, each found exactly once. */
  readonly edits: readonly (readonly [string, string])[];
  readonly code: string;
  readonly says: string;
  readonly help: string;
}

type Edit = Mistake["edits"][number];

function mistake(title: string, edits: Edit | readonly Edit[], [code, says, help]: readonly [string, string, string]): Mistake {
  return { title, edits: (typeof edits[0] === "string" ? [edits] : edits) as readonly Edit[], code, says, help };
}
const todo = ["?", "?", "?"] as const;

const cycles: readonly Mistake[] = [
  mistake("a circle by after", ["const prepare = step(\"prepare\", {\n", "const prepare = step(\"prepare\", {\n      after: [«join»],\n"], todo),
  mistake("a circle by a value", ["inputs: { report: evaluate.outputs.report }", "inputs: { report: «announce».outputs.model }"], todo),
  mistake("a step that waits for itself", ["const join = step(\"join\", {\n", "const join = step(\"join\", {\n      after: [«join»],\n"], todo),
  mistake("a circle through a late otherwise", [["    when(train.outputs", "    const branch = when(train.outputs"], ["    }).otherwise(() => {", "    });\n    const late = step(\"late\", { image, command: () => [\"late\"], after: [branch] });\n    branch.otherwise(() => {"], ['step("notify", { image,', 'step("notify", { image, after: [«late»],']], todo),
  mistake("two flows of a file that call each other", [["({ params, step, forEach, when, onExit }) => {", '({ params, step, forEach, when, onExit, call }) => {\n    call("other", «other», {});'], ["  },\n);\n", "  },\n);\nexport const other = flow(\"other\", { owner: \"ml\" }, ({ call }) => { call(\"back\", flow00000, {}); });\n"]], todo),
];
const unknowns: readonly Mistake[] = [
  mistake("an unknown step", ["after: [train]", "after: [«trian»]"], todo),
  mistake("a step by its name", ["after: [train]", 'after: [«"train"»]'], todo),
  mistake("nothing awaited", ["after: [train]", 'after: [«undefined»]'], todo),
  mistake("a step awaited without a list", ["after: [train]", 'after: «train»'], todo),
  mistake("an unknown step's output", ["inputs: { report: evaluate.outputs", "inputs: { report: «evalaute».outputs"], todo),
  mistake("an unknown output", ["inputs: { report: evaluate.outputs.report }", "inputs: { report: evaluate.outputs.«reprot» }"], todo),
  mistake("an unknown output in the step's own command", ["--table=\\${inputs.table}`, outputs.report.path]".replace("\\",""), "--table=${inputs.table}`, outputs.«reprot».path]"], todo),
  mistake("outputs forgotten", ["inputs: { report: evaluate.outputs.report }", "inputs: { report: evaluate.«report» }"], todo),
  mistake("an unknown parameter", ["--shards=${params.shards}", "--shards=${params.«shrads»}"], todo),
  mistake("an unknown field of an item", ["--shard=${shard.uri}", "--shard=${shard.«url»}"], todo),
  mistake("an unknown pool", ["import { h100, image }", "import { «h10», h100, image }"], todo),
  mistake("an unknown field", ['timeout: "6h",', '«timeuot»: "6h",'], todo),
  mistake("an unknown option of the flow", ['owner: "growth-ml",', 'owner: "growth-ml",\n    «schedul»: { cron: "0 0 * * *", timezone: "UTC" },'], todo),
  mistake("an unknown builder function", ["when, onExit })", "when, onExit, «foreach» })"], todo),
];
const types: readonly Mistake[] = [
  mistake("a default of the wrong type", ["shards: z.int().default(8)", 'shards: «z.int().default("8" as never)»'], todo),
  mistake("a default outside the enum", ['dataset: z.string().default("sales-00000")', 'dataset: «z.enum(["a", "b"]).default("c" as never)»'], todo),
  mistake("a default out of bounds", ["shards: z.int().default(8)", 'shards: «z.int().max(4).default(8)»'], todo),
  mistake("a default that is no date", ['dataset: z.string().default("sales-00000")', 'dataset: «z.iso.date().default("2026-13-01")»'], todo),
  mistake("a parameter that is code", ["shards: z.int().default(8)", 'shards: «z.function()»'], todo),
  mistake("a parameter that is a date object", ["shards: z.int().default(8)", 'shards: «z.date()»'], todo),
  mistake("a parameter that is refined", ["shards: z.int().default(8)", 'shards: «z.int().refine((n) => n % 2 === 0).default(8)»'], todo),
  mistake("a parameter that is no type", ["shards: z.int().default(8)", 'shards: «8»'], todo),
  mistake("a scheduled parameter of the wrong type", ['concurrency: "forbid"', 'concurrency: "forbid", params: () => ({ shards: «"eight"» })'], todo),
  mistake("a scheduled parameter that the flow lacks", ['concurrency: "forbid"', 'concurrency: "forbid", params: () => ({ «shrads»: 8 })'], todo),
  mistake("an option of the wrong type", ["parallelism: 20", 'parallelism: «"20"»'], todo),
  mistake("a retry of the wrong type", ["limit: 3,", 'limit: «"3"»,'], todo),
  mistake("a word outside its set", ['on: "failure"', 'on: «"always"»'], todo),
];
const missing: readonly Mistake[] = [
  mistake("an input not declared", ["--table=${inputs.table}`, `--learning", "--table=${inputs.«tabel»}`, `--learning"], todo),
  mistake("an input that is undefined", ["inputs: { report: evaluate.outputs.report }", "inputs: { report: «undefined» }"], todo),
  mistake("no image", ['const train = step("train", {\n      image,', 'const train = «step»("train", {'], todo),
  mistake("no command", ["      command: ({ inputs, outputs }) => [\"python\", \"-m\", \"ml.join\", `--parts=${inputs.parts}`, outputs.table.path],\n", ""], todo),
  mistake("an argument of a call", [["({ params, step, forEach, when, onExit }) => {", '({ params, step, forEach, when, onExit, call }) => {\n    call("other", other, «{}»);'], ["export const flow00000", "export const other = flow(\"other\", { owner: \"ml\", params: { day: z.iso.date() } }, ({ params, step }) => { step(\"a\", { image, command: () => [params.day] }); });\nexport const flow00000"]], todo),
];
const names: readonly Mistake[] = [
  mistake("a flow's name of 53 characters, with a schedule", ['"flow-00000",', `«"${"f".repeat(53)}"»,`], todo),
  mistake("a flow's name of 64 characters", [['"flow-00000",', `«"${"f".repeat(64)}"»,`], ['    schedule: { cron: "0 0 * * *", timezone: "UTC", concurrency: "forbid" },\n', ""]], todo),
  mistake("a step's name of 129", ['step("prepare"', `step(«"${"p".repeat(129)}"»`], todo),
  mistake("a step's name of 201", ['step("prepare"', `step(«"${"p".repeat(201)}"»`], todo),
];
const schedules: readonly Mistake[] = [
  mistake("a cron of four fields", ['cron: "0 0 * * *"', 'cron: «"0 0 * *"»'], todo),
  mistake("a cron out of range", ['cron: "0 0 * * *"', 'cron: «"60 0 * * *"»'], todo),
  mistake("a cron with a word", ['cron: "0 0 * * *"', 'cron: «"0 0 * * MONDAY"»'], todo),
  mistake("a cron of seconds", ['cron: "0 0 * * *"', 'cron: «"0 0 0 * * *"»'], todo),
  mistake("a cron that never comes", ['cron: "0 0 * * *"', 'cron: «"0 0 31 2 *"»'], todo),
  mistake("a cron empty", ['cron: "0 0 * * *"', 'cron: «""»'], todo),
  mistake("no zone", [' timezone: "UTC",', ""], todo),
  mistake("unknown zone", ['timezone: "UTC"', 'timezone: «"Europe/Stokholm"»'], todo),
  mistake("a schedule with a required parameter", ["shards: z.int().default(8)", "shards: z.int()"], todo),
  mistake("a schedule out of a param", ['concurrency: "forbid"', 'concurrency: «"queue"»'], todo),
];
const resources: readonly Mistake[] = [
  mistake("memory in Gb", ['memory: "64Gi"', 'memory: «"64Gb"»'], todo),
  mistake("memory without a unit", ['memory: "64Gi"', 'memory: «64»'], todo),
  mistake("memory in GB, spaced", ['memory: "64Gi"', 'memory: «"64 GB"»'], todo),
  mistake("memory with unit m", ['memory: "64Gi"', 'memory: «"64m"»'], todo),
  mistake("processors in words", ['cpu: 8', 'cpu: «"8 cores"»'], todo),
  mistake("duration without unit", ['timeout: "6h"', 'timeout: «"30"»'], todo),
  mistake("duration number", ['timeout: "6h"', 'timeout: «30»'], todo),
  mistake("a number of GPUs", ['gpu: { pool: h100, count: 1 }', 'gpu: «8»'], todo),
  mistake("GPUs under another name", ['gpu: { pool: h100, count: 1 }', '«gpus»: { pool: h100, count: 1 }'], todo),
  mistake("GPUs as Kubernetes names them", ['gpu: { pool: h100, count: 1 }', '«"nvidia.com/gpu"»: 1'], todo),
  mistake("GPUs beside resources", ['timeout: "6h",', 'timeout: "6h",\n      «gpu»: { pool: h100, count: 1 },'], todo),
  mistake("GPU: a wrong key", ['pool: h100, count: 1 }', 'pool: h100, «cuont»: 1 }'], todo),
  mistake("GPU: a wrong key of a limit", ['resources: { cpu: 8, memory: "64Gi", gpu', 'resources: { «limits»: { "nvidia.com/gpu": 1 }, cpu: 8, memory: "64Gi", gpu'], todo),
  mistake("a pool by name", ['pool: h100, count: 1 }', 'pool: «"h100"», count: 1 }'], todo),
  mistake("no pool", ['{ pool: h100, count: 1 }', '«{ count: 1 }»'], todo),
  mistake("more GPUs than a node has", ['count: 1 }', 'count: «16» }'], todo),
  mistake("no GPU", ['count: 1 }', 'count: «0» }'], todo),
  mistake("half a GPU", ['count: 1 }', 'count: «0.5» }'], todo),
  mistake("GPU capacity", ['count: 1 }', 'count: 1, capacity: [«"spot"»] }'], todo),
];
const conditions: readonly Mistake[] = [
  mistake("a number ordered by text", ["gte(0.9)", 'gte(«"0.9"»)'], todo),
  mistake("a number equal to text", ["score.gte(0.9)", 'score.eq(«"0.9"»)'], todo),
  mistake("text ordered", ["train.outputs.score.gte(0.9)", 'params.dataset.gte(«3»)'], todo),
  mistake("a number with a text of the run", ["gte(0.9)", 'gte(«params.dataset»)'], todo),
  mistake("a JavaScript comparison", ["train.outputs.score.gte(0.9)", '«train.outputs.score >= 0.9»'], todo),
  mistake("a JavaScript equality", ["train.outputs.score.gte(0.9)", '«train.outputs.score === 0.9»'], todo),
  mistake("a value as a condition", ["train.outputs.score.gte(0.9)", '«train.outputs.score»'], todo),
  mistake("a boolean as a condition", ["train.outputs.score.gte(0.9)", '«true»'], todo),
  mistake("a JavaScript if", ["    when(train.outputs", '    if («train.outputs.score») prepare;\n    when(train.outputs'], todo),
  mistake("a condition with null", ["gte(0.9)", 'gte(«null»)'], todo),
  mistake("a condition with NaN", ["gte(0.9)", 'gte(«Number.NaN»)'], todo),
  mistake("a list compared with a number", ["train.outputs.score.gte(0.9)", 'parts.outputs.part.eq(«3»)'], todo),
];
const loops: readonly Mistake[] = [
  mistake("a fan-out over text", ['"per-shard", prepare.outputs.shards,', '"per-shard", «params.dataset»,'], todo),
  mistake("a fan-out over a number", ['"per-shard", prepare.outputs.shards,', '"per-shard", «params.shards»,'], todo),
  mistake("a fan-out over an object", [["z.array(z.object({ uri: z.string(), rows: z.int() }))", "z.object({ uri: z.string(), rows: z.int() })"], ['"per-shard", prepare.outputs.shards,', '"per-shard", «prepare.outputs.shards»,']], todo),
  mistake("a fan-out over a literal text", ['"per-shard", prepare.outputs.shards,', '"per-shard", «"abc"»,'], todo),
  mistake("a fan-out over a literal number", ['"per-shard", prepare.outputs.shards,', '"per-shard", «8»,'], todo),
  mistake("a fan-out over a literal object", ['"per-shard", prepare.outputs.shards,', '"per-shard", «{ a: 1 }»,'], todo),
  mistake("a fan-out over an artifact", [["shards: z.array(z.object({ uri: z.string(), rows: z.int() }))", 'shards: artifact("parquet")'],["import { flow,", "import { artifact, flow,"], ['"per-shard", prepare.outputs.shards,', '"per-shard", «prepare.outputs.shards»,']], todo),
  mistake("a fan-out over a step", ['"per-shard", prepare.outputs.shards,', '"per-shard", «prepare»,'], todo),
  mistake("a fan-out over nothing", ['"per-shard", prepare.outputs.shards,', '"per-shard", «undefined»,'], todo),
  mistake("a JavaScript loop", ["    const join =", "    for (const one of «prepare.outputs.shards») one;\n    const join ="], todo),
  mistake("a JavaScript map", ["    const join =", "    prepare.outputs.shards.«map»((one) => one);\n    const join ="], todo),
];
const artifacts: readonly Mistake[] = [
  mistake("an artifact as a word", [["outputs: { table: z.string() }", 'outputs: { table: artifact("parquet") }'], ["import { flow,", "import { artifact, flow,"], ["--table=${inputs.table}`, `--learning", "--table=${inputs.table.path}`, `--learning"], ["`--table=${inputs.table}`, outputs.report.path", "«inputs.table», outputs.report.path"]], todo),
  mistake("an artifact in text", [["outputs: { table: z.string() }", 'outputs: { table: artifact("parquet") }'], ["import { flow,", "import { artifact, flow,"], ["--table=${inputs.table}`, `--learning", "--table=${inputs.table.path}`, `--learning"], ["`--table=${inputs.table}`, outputs.report.path", "`--table=${«inputs.table»}`, outputs.report.path"]], todo),
  mistake("an artifact in a condition", [["outputs: { score: z.number() }", 'outputs: { score: artifact("json") }'], ["import { flow,", "import { artifact, flow,"], ["train.outputs.score.gte(0.9)", "train.outputs.score.gte(«0.9»)"], ["publish\", `--score=${inputs.score}`", "publish\", `--score=${inputs.score.path}`"], ["notify\", `--score=${inputs.score}`", "notify\", `--score=${inputs.score.path}`"]], todo),
  mistake("an artifact in the environment", [["outputs: { table: z.string() }", 'outputs: { table: artifact("parquet") }'], ["import { flow,", "import { artifact, flow,"], ["--table=${inputs.table}`, `--learning", "--table=${inputs.table.path}`, `--learning"], ["`--table=${inputs.table}`, outputs.report.path", "`--table=${inputs.table.path}`, outputs.report.path"], ['MODE: "gpu"', "MODE: «join.outputs.table»"]], todo),
  mistake("another step's artifact as a word", [["outputs: { model: z.string() }", 'outputs: { model: artifact("onnx") }'], ["import { flow,", "import { artifact, flow,"], ["inputs: { model: register.outputs.model }, command: ({ inputs }) => [\"python\", \"-m\", \"ml.announce\", `--model=${inputs.model}`]", "command: () => [\"python\", \"-m\", \"ml.announce\", «register.outputs.model»]"]], todo),
  mistake("another step's artifact's path", [["outputs: { model: z.string() }", 'outputs: { model: artifact("onnx") }'], ["import { flow,", "import { artifact, flow,"], ["inputs: { model: register.outputs.model }, command: ({ inputs }) => [\"python\", \"-m\", \"ml.announce\", `--model=${inputs.model}`]", "command: () => [\"python\", \"-m\", \"ml.announce\", register.outputs.model.«path»]"]], todo),
];
const scopes: readonly Mistake[] = [
  mistake("a step of a loop used outside", [["    const parts =", "    let inner;\n    const parts ="], ['      step("featurize", {', '      inner = step("featurize", {'], ["inputs: { parts: parts.outputs.part }", "inputs: { parts: «inner.outputs.part» }"]], todo),
  mistake("a step of a loop awaited outside", [["    const parts =", "    let inner;\n    const parts ="], ['      step("featurize", {', '      inner = step("featurize", {'], ["after: [train]", "after: [«inner»]"]], todo),
  mistake("the item of a loop used outside", [["    const parts =", "    let inner;\n    const parts ="], ['(shard) =>\n      step("featurize", {', '(shard) =>\n      (inner = shard) && step("featurize", {'], ["inputs: { parts: parts.outputs.part }", "inputs: { parts: «inner.uri» }"]], todo),
  mistake("a step of a branch used outside", [["    when(train", "    let inner;\n    when(train"], ['step("publish", { image,', 'inner = step("publish", { outputs: { url: z.string() }, image,'], ["inputs: { model: register.outputs.model }, command: ({ inputs }) => [\"python\", \"-m\", \"ml.announce\", `--model=${inputs.model}`]", "command: () => [«inner.outputs.url»]"]], todo),
  mistake("a step of a branch awaited outside", [["    when(train", "    let inner;\n    when(train"], ['step("publish", { image,', 'inner = step("publish", { image,'], ["after: [train]", "after: [«inner»]"]], todo),
  mistake("the result of a branch without otherwise", [["    when(train", "    const half = when(train"], ["() => {\n      step(\"publish\"", "() => {\n      return step(\"publish\""],  ["    }).otherwise(() => {\n      step(\"notify\", { image, inputs: { score: train.outputs.score }, command: ({ inputs }) => [\"python\", \"-m\", \"ml.notify\", `--score=${inputs.score}`] });\n", ""], ["after: [train]", "after: [half.«outputs»]"]], todo),
  mistake("a result that one body does not return", [["    when(train", "    const both = when(train"], ['step("publish", { image,', 'return step("publish", { outputs: { url: z.string() }, image,'], ['      step("notify",', '      return step("notify",'], ["inputs: { report: evaluate.outputs.report }", "inputs: { report: both.outputs.«url» }"]], todo),
  mistake("a step of a match used outside", [["({ params, step, forEach, when, onExit })", "({ params, step, forEach, when, onExit, match })"], ["dataset: z.string().default(\"sales-00000\")", "dataset: z.enum([\"a\", \"b\"]).default(\"a\")"], ["    const join =", "    let inner;\n    match(params.dataset, { a: () => { inner = step(\"only-a\", { image, outputs: { url: z.string() }, command: ({ outputs }) => [outputs.url.path] }); }, b: () => {} });\n    const join ="], ["inputs: { report: evaluate.outputs.report }", "inputs: { report: «inner.outputs.url» }"]], todo),
  mistake("a gathered value as one", ["`--parts=${inputs.parts}`", "`--parts=${inputs.parts.«slice»(1)}`"], todo),
  mistake("a step's output in the exit handler", ["`--dataset=${params.dataset}`]);".replace("]);","] });"), "`--dataset=${params.dataset}`, «train.outputs.score»] });"], todo),
];

export const mistakes: Readonly<Record<string, readonly Mistake[]>> = { cycles, unknowns, types, missing, names, schedules, resources, conditions, loops, artifacts, scopes };
