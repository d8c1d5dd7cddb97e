// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are pieces of a definition
import type { Mistake } from "../seed.ts";

/** Fan-outs over what is no list. */
export const loops: readonly Mistake[] = [
  {
    title: "a fan-out over text",
    edits: [["\"per-shard\", prepare.outputs.shards,","\"per-shard\", «params.dataset»,"]],
    code: "link/loop-needs-list",
    says: "Loop \"per-shard\" is over parameter \"dataset\", which is text; only a list can be looped over.",
    help: "Declare the output as z.array(…), or loop over range(count).",
  },
  {
    title: "a fan-out over a number",
    edits: [["\"per-shard\", prepare.outputs.shards,","\"per-shard\", «params.shards»,"]],
    code: "link/loop-needs-list",
    says: "Loop \"per-shard\" is over parameter \"shards\", which is an integer; only a list can be looped over.",
    help: "Declare the output as z.array(…), or loop over range(count).",
  },
  {
    title: "a fan-out over an object",
    edits: [["z.array(z.object({ uri: z.string(), rows: z.int() }))","z.object({ uri: z.string(), rows: z.int() })"],["\"per-shard\", prepare.outputs.shards,","\"per-shard\", «prepare.outputs.shards»,"]],
    code: "link/loop-needs-list",
    says: "Loop \"per-shard\" is over output \"shards\" of step \"prepare\", which is an object; only a list can be looped over.",
    help: "Declare the output as z.array(…), or loop over range(count).",
  },
  {
    title: "a fan-out over a literal text",
    edits: [["\"per-shard\", prepare.outputs.shards,","\"per-shard\", «\"abc\"»,"]],
    code: "link/loop-needs-list",
    says: "Loop \"per-shard\" is over \"abc\", which is text; only a list can be looped over.",
    help: "Declare the output as z.array(…), or loop over range(count).",
  },
  {
    title: "a fan-out over a literal number",
    edits: [["\"per-shard\", prepare.outputs.shards,","\"per-shard\", «8»,"]],
    code: "link/loop-needs-list",
    says: "Loop \"per-shard\" is over 8, which is an integer; only a list can be looped over.",
    help: "Declare the output as z.array(…), or loop over range(count).",
  },
  {
    title: "a fan-out over a literal object",
    edits: [["\"per-shard\", prepare.outputs.shards,","\"per-shard\", «{ a: 1 }»,"]],
    code: "link/loop-needs-list",
    says: "Loop \"per-shard\" is over an object, which is no list; only a list can be looped over.",
    help: "Declare the output as z.array(…), or loop over range(count).",
  },
  {
    title: "a fan-out over an artifact",
    edits: [["shards: z.array(z.object({ uri: z.string(), rows: z.int() }))","shards: artifact(\"parquet\")"],["import { flow,","import { artifact, flow,"],["\"per-shard\", prepare.outputs.shards,","\"per-shard\", «prepare.outputs.shards»,"]],
    code: "link/artifact-as-value",
    says: "Output \"shards\" of step \"prepare\" is an artifact, and is used as a value.",
    help: "Take it in a step: inputs: { file: … }, and name inputs.file.path in the command.",
  },
  {
    title: "a fan-out over a step",
    edits: [["\"per-shard\", prepare.outputs.shards,","\"per-shard\", «prepare»,"]],
    code: "load/step-as-value",
    says: "Step \"prepare\" is used as a value; only what it gives out is one.",
    help: "Use one of its outputs: prepare.outputs.rows. To wait for it without a value, write after: [prepare].",
  },
  {
    title: "a fan-out over nothing",
    edits: [["\"per-shard\", prepare.outputs.shards,","\"per-shard\", «undefined»,"]],
    code: "link/no-value",
    says: "What loop \"per-shard\" goes over is nothing; it must be a value.",
    help: "Give a value: an output, a parameter, a constant. For an optional value say what holds without it: .orElse(…).",
  },
  {
    title: "a JavaScript loop",
    edits: [["    const join =","    for (const one of prepare.outputs.«shards») one;\n    const join ="]],
    code: "load/reference-as-javascript",
    says: "Output \"shards\" of step \"prepare\" is known only while the flow runs, and JavaScript loops over it now.",
    help: "Loop with forEach().",
  },
  {
    title: "a JavaScript map",
    edits: [["    const join =","    prepare.outputs.shards.«map»((one) => one);\n    const join ="]],
    code: "load/reference-as-javascript",
    says: "Output \"shards\" of step \"prepare\" is known only while the flow runs, and JavaScript asks it for \".map\" now.",
    help: "Loop with forEach().",
  },
  {
    title: "a fan-out over a number of the run",
    edits: [["shards: z.array(z.object({ uri: z.string(), rows: z.int() }))","shards: z.int()"],["\"per-shard\", prepare.outputs.shards,","\"per-shard\", «prepare.outputs.shards»,"]],
    code: "link/loop-needs-list",
    says: "Loop \"per-shard\" is over output \"shards\" of step \"prepare\", which is an integer; only a list can be looped over.",
    help: "Declare the output as z.array(…), or loop over range(count).",
  },
];
