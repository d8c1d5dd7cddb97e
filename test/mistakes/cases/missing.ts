// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are pieces of a definition
import type { Mistake } from "../seed.ts";

/** What is missing: inputs, options, arguments. */
export const missing: readonly Mistake[] = [
  {
    title: "an input not declared",
    edits: [["--table=${inputs.table}`, `--learning","--table=${inputs.«tabel»}`, `--learning"]],
    code: "load/unknown-input",
    says: "Step \"train\" has no input \"tabel\".",
    help: "Did you mean \"table\"?",
  },
  {
    title: "an input that is undefined",
    edits: [["inputs: { report: evaluate.outputs.report }","inputs: { report: «undefined» }"]],
    code: "link/no-value",
    says: "Input \"report\" of step \"register\" is nothing; it must be a value.",
    help: "Give a value: an output, a parameter, a constant. For an optional value say what holds without it: .orElse(…).",
  },
  {
    title: "a step without an image",
    edits: [["const train = step(\"train\", {\n      image,","const train = «step»(\"train\", {"]],
    code: "validate/missing-field",
    says: "Step \"train\" has no \"image\"; it needs image(\"name\"), or a reference such as \"ghcr.io/acme/churn:3@sha256:…\".",
    help: "Add \"image\" there.",
  },
  {
    title: "a step without a command",
    edits: [["      command: ({ inputs, outputs }) => [\"python\", \"-m\", \"ml.join\", `--parts=${inputs.parts}`, outputs.table.path],\n",""],["const join = step(","const join = «step»("]],
    code: "load/command-is-function",
    says: "The command of step \"join\" is nothing; it must be a function that gives the words of the command.",
    help: "Write command: ({ inputs, outputs }) => [\"program\", \"argument\"].",
  },
  {
    title: "an argument that a call does not give",
    edits: [["({ params, step, forEach, when, onExit }) => {","({ params, step, forEach, when, onExit, call }) => {\n    call(\"other\", other, «{}»);"],["export const flow00000","export const other = flow(\"other\", { owner: \"ml\", params: { day: z.iso.date() } }, ({ params, step }) => { step(\"a\", { image, command: () => [params.day] }); });\nexport const flow00000"]],
    code: "link/missing-argument",
    says: "Call \"other\" does not give parameter \"day\" of flow \"other\", which has no default.",
    help: "Give it: { day: … }.",
  },
];
