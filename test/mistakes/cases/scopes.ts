// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are pieces of a definition
import type { Mistake } from "../seed.ts";

/** Values and steps of a body used outside it. */
export const scopes: readonly Mistake[] = [
  {
    title: "a step of a loop used outside",
    edits: [["    const parts =","    let inner;\n    const parts ="],["      step(\"featurize\", {","      inner = step(\"featurize\", {"],["inputs: { parts: parts.outputs.part }","inputs: { parts: «inner.outputs.part» }"]],
    code: "link/out-of-scope",
    says: "Output \"part\" of step \"featurize\" belongs to loop \"per-shard\" and is used outside it.",
    help: "Return it from the body of loop \"per-shard\", and use what forEach() gives back.",
  },
  {
    title: "a step of a loop awaited outside",
    edits: [["    const parts =","    let inner;\n    const parts ="],["      step(\"featurize\", {","      inner = step(\"featurize\", {"],["after: [train]","after: [«inner»]"]],
    code: "link/out-of-scope",
    says: "Step \"featurize\" belongs to loop \"per-shard\" and is used outside it.",
    help: "Return it from the body of loop \"per-shard\", and use what forEach() gives back.",
  },
  {
    title: "the item of a loop used outside",
    edits: [["    const parts =","    let inner;\n    const parts ="],["(shard) =>\n      step(\"featurize\", {","(shard) => [(inner = shard)] &&\n      step(\"featurize\", {"],["inputs: { parts: parts.outputs.part }","inputs: { parts: «inner.uri» }"]],
    code: "link/out-of-scope",
    says: "The item of loop \"per-shard\" belongs to loop \"per-shard\" and is used outside it.",
    help: "Return it from the body of loop \"per-shard\", and use what forEach() gives back.",
  },
  {
    title: "a step of a branch used outside",
    edits: [["    when(train","    let inner;\n    when(train"],["step(\"publish\", { image,","inner = step(\"publish\", { outputs: { url: z.string() }, image,"],["inputs: { model: register.outputs.model }, command: ({ inputs }) => [\"python\", \"-m\", \"ml.announce\", `--model=${inputs.model}`]","command: () => [«inner.outputs.url»]"]],
    code: "link/out-of-scope",
    says: "Output \"url\" of step \"publish\" belongs to the branch and is used outside it.",
    help: "Return it from every body: const taken = when(…, () => one).otherwise(() => other), and use what that gives.",
  },
  {
    title: "a step of a branch awaited outside",
    edits: [["    when(train","    let inner;\n    when(train"],["step(\"publish\", { image,","inner = step(\"publish\", { image,"],["after: [train]","after: [«inner»]"]],
    code: "link/out-of-scope",
    says: "Step \"publish\" belongs to the branch and is used outside it.",
    help: "Return it from every body: const taken = when(…, () => one).otherwise(() => other), and use what that gives.",
  },
  {
    title: "the result of a branch without otherwise",
    edits: [["    when(train","    const half = when(train"],["() => {\n      step(\"publish\"","() => {\n      return step(\"publish\""],["    }).otherwise(() => {\n      step(\"notify\", { image, inputs: { score: train.outputs.score }, command: ({ inputs }) => [\"python\", \"-m\", \"ml.notify\", `--score=${inputs.score}`] });\n",""],["after: [train]","after: [half.«outputs»]"]],
    code: "load/half-branch",
    says: "\"outputs\" of a when() without otherwise() is used; nothing leaves such a branch.",
    help: "Add .otherwise(() => …) and use what that gives, or only wait for the branch: after: [branch].",
  },
  {
    title: "a result that one body does not return",
    edits: [["    when(train","    const both = when(train"],["step(\"publish\", { image,","return step(\"publish\", { outputs: { url: z.string() }, image,"],["      step(\"notify\",","      return step(\"notify\","],["inputs: { report: evaluate.outputs.report }","inputs: { report: both.outputs.«url» }"]],
    code: "load/unknown-output",
    says: "The branch has no output \"url\".",
    help: "Return \"url\" from every body of the branch.",
  },
  {
    title: "a step of a match used outside",
    edits: [["({ params, step, forEach, when, onExit })","({ params, step, forEach, when, onExit, match })"],["dataset: z.string().default(\"sales-00000\")","dataset: z.enum([\"a\", \"b\"]).default(\"a\")"],["    const join =","    let inner;\n    match(params.dataset, { a: () => { inner = step(\"only-a\", { image, outputs: { url: z.string() }, command: ({ outputs }) => [outputs.url.path] }); }, b: () => {} });\n    const join ="],["inputs: { report: evaluate.outputs.report }","inputs: { report: «inner.outputs.url» }"]],
    code: "link/out-of-scope",
    says: "Output \"url\" of step \"only-a\" belongs to the branch and is used outside it.",
    help: "Return it from every body: const taken = when(…, () => one).otherwise(() => other), and use what that gives.",
  },
  {
    title: "a gathered value as one",
    edits: [["`--parts=${inputs.parts}`","`--parts=${inputs.parts.«slice»(1)}`"]],
    code: "load/reference-as-javascript",
    says: "Input \"parts\" is known only while the flow runs, and JavaScript asks it for \".slice\" now.",
    help: "Do this in the step's program.",
  },
  {
    title: "a step's output in the exit handler",
    edits: [["`--dataset=${params.dataset}`] });","`--dataset=${params.dataset}`, «train.outputs.score»] });"]],
    code: "link/handler-uses-step",
    says: "Handler \"cleanup\" uses output \"score\" of step \"train\".",
    help: "Use params, run and status, and let the step itself write what the handler needs to a known place.",
  },
  {
    title: "a step of a round used outside",
    edits: [["    const join =","    let inner;\n    repeatUntil(\"polish\", { max: 2, until: (round) => round.outputs.q.gt(1) }, () => (inner = step(\"pass\", { image, outputs: { q: z.number() }, command: ({ outputs }) => [outputs.q.path] })));\n    const join ="],["when, onExit })","when, onExit, repeatUntil })"],["inputs: { report: evaluate.outputs.report }","inputs: { report: «inner.outputs.q» }"]],
    code: "link/out-of-scope",
    says: "Output \"q\" of step \"pass\" belongs to loop \"polish\" and is used outside it.",
    help: "Return it from the body of loop \"polish\", and use what repeatUntil() gives back.",
  },
];
