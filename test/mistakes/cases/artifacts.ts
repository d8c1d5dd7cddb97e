// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are pieces of a definition
import type { Mistake } from "../seed.ts";

/** Artifacts used as values. */
export const artifacts: readonly Mistake[] = [
  {
    title: "an artifact as a word",
    edits: [["outputs: { table: z.string() }","outputs: { table: artifact(\"parquet\") }"],["import { flow,","import { artifact, flow,"],["--table=${inputs.table}`, `--learning","--table=${inputs.table.path}`, `--learning"],["`--table=${inputs.table}`, outputs.report.path","«inputs.table», outputs.report.path"]],
    code: "link/artifact-as-value",
    says: "Input \"table\" of step \"evaluate\" is an artifact, and is used as a value.",
    help: "Write inputs.table.path.",
  },
  {
    title: "an artifact in text",
    edits: [["outputs: { table: z.string() }","outputs: { table: artifact(\"parquet\") }"],["import { flow,","import { artifact, flow,"],["--table=${inputs.table}`, `--learning","--table=${inputs.table.path}`, `--learning"],["`--table=${inputs.table}`, outputs.report.path","`--table=${inputs.«table»}`, outputs.report.path"]],
    code: "load/not-text",
    says: "Input \"table\" is put into a text, and has none.",
    help: "Write inputs.table.path.",
  },
  {
    title: "an artifact in a condition",
    edits: [["outputs: { score: z.number() }","outputs: { score: artifact(\"json\") }"],["import { flow,","import { artifact, flow,"],["train.outputs.score.gte(0.9)","train.outputs.score.gte(«0.9»)"],["publish\", `--score=${inputs.score}`","publish\", `--score=${inputs.score.path}`"],["notify\", `--score=${inputs.score}`","notify\", `--score=${inputs.score.path}`"]],
    code: "link/artifact-as-value",
    says: "Output \"score\" of step \"train\" is an artifact, and is used as a value.",
    help: "Take it in a step: inputs: { file: … }, and name inputs.file.path in the command.",
  },
  {
    title: "an artifact in the environment",
    edits: [["outputs: { table: z.string() }","outputs: { table: artifact(\"parquet\") }"],["import { flow,","import { artifact, flow,"],["--table=${inputs.table}`, `--learning","--table=${inputs.table.path}`, `--learning"],["`--table=${inputs.table}`, outputs.report.path","`--table=${inputs.table.path}`, outputs.report.path"],["MODE: \"gpu\"","MODE: «join.outputs.table»"]],
    code: "link/artifact-as-value",
    says: "Output \"table\" of step \"join\" is an artifact, and is used as a value.",
    help: "Take it in a step: inputs: { file: … }, and name inputs.file.path in the command.",
  },
  {
    title: "another step's artifact as a word",
    edits: [["outputs: { model: z.string() }","outputs: { model: artifact(\"onnx\") }"],["import { flow,","import { artifact, flow,"],["inputs: { model: register.outputs.model }, command: ({ inputs }) => [\"python\", \"-m\", \"ml.announce\", `--model=${inputs.model}`]","command: () => [\"python\", \"-m\", \"ml.announce\", «register.outputs.model»]"]],
    code: "link/artifact-as-value",
    says: "Output \"model\" of step \"register\" is an artifact, and is used as a value.",
    help: "Take it in a step: inputs: { file: … }, and name inputs.file.path in the command.",
  },
  {
    title: "another step's artifact's path",
    edits: [["outputs: { model: z.string() }","outputs: { model: artifact(\"onnx\") }"],["import { flow,","import { artifact, flow,"],["inputs: { model: register.outputs.model }, command: ({ inputs }) => [\"python\", \"-m\", \"ml.announce\", `--model=${inputs.model}`]","command: () => [\"python\", \"-m\", \"ml.announce\", register.outputs.model.«path»]"]],
    code: "load/artifact-outside-step",
    says: "Output \"model\" of step \"register\" is an artifact; outside a step it has no \"path\".",
    help: "Take it in a step: inputs: { file: … }, and name inputs.file.path in the command.",
  },
  {
    title: "an artifact as an argument of a call",
    edits: [["outputs: { table: z.string() }","outputs: { table: artifact(\"parquet\") }"],["import { flow,","import { artifact, flow,"],["--table=${inputs.table}`, `--learning","--table=${inputs.table.path}`, `--learning"],["`--table=${inputs.table}`, outputs.report.path","`--table=${inputs.table.path}`, outputs.report.path"],["    const evaluate =","    call(\"other\", other, { count: «join.outputs.table» });\n    const evaluate ="],["when, onExit }) => {","when, onExit, call }) => {"],["export const flow00000","export const other = flow(\"other\", { owner: \"ml\", params: { count: z.int() } }, ({ params, step }) => {\n  step(\"a\", { image, command: () => [params.count] });\n});\nexport const flow00000"]],
    code: "link/artifact-as-value",
    says: "Output \"table\" of step \"join\" is an artifact, and is used as a value.",
    help: "Take it in a step: inputs: { file: … }, and name inputs.file.path in the command.",
  },
  {
    title: "an artifact in a cache key",
    edits: [["outputs: { table: z.string() }","outputs: { table: artifact(\"parquet\") }"],["import { flow,","import { artifact, flow,"],["--table=${inputs.table}`, `--learning","--table=${inputs.table.path}`, `--learning"],["`--table=${inputs.table}`, outputs.report.path","`--table=${inputs.table.path}`, outputs.report.path"],["timeout: \"6h\",","timeout: \"6h\",\n      cache: { maxAge: \"1d\", key: [«join.outputs.table»] },"]],
    code: "link/artifact-as-value",
    says: "Output \"table\" of step \"join\" is an artifact, and is used as a value.",
    help: "Take it in a step: inputs: { file: … }, and name inputs.file.path in the command.",
  },
];
