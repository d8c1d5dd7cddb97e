// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are pieces of a definition
import type { Mistake } from "../seed.ts";

/** Circles: steps and flows that wait for each other. */
export const cycles: readonly Mistake[] = [
  {
    title: "a circle by after",
    edits: [["const prepare = step(\"prepare\", {\n","const prepare = step(\"prepare\", {\n      after: [«join»],\n"]],
    code: "load/used-before-made",
    says: "\"join\" is used here before it is made.",
    help: "Make \"join\" first; where both need each other, remove one of the two uses.",
  },
  {
    title: "a circle by a value",
    edits: [["inputs: { report: evaluate.outputs.report }","inputs: { report: «announce».outputs.model }"],["    step(\"announce\", { image, inputs: { model: register.outputs.model }","    const announce = step(\"announce\", { image, outputs: { model: z.string() }, inputs: { model: register.outputs.model }"]],
    code: "load/used-before-made",
    says: "\"announce\" is used here before it is made.",
    help: "Make \"announce\" first; where both need each other, remove one of the two uses.",
  },
  {
    title: "a step that waits for itself",
    edits: [["const join = step(\"join\", {\n","const join = step(\"join\", {\n      after: [«join»],\n"]],
    code: "load/used-before-made",
    says: "\"join\" is used here before it is made.",
    help: "Make \"join\" first; where both need each other, remove one of the two uses.",
  },
  {
    title: "a circle through a late otherwise",
    edits: [["    when(train.outputs","    const branch = when(train.outputs"],["    }).otherwise(() => {","    });\n    const late = step(\"late\", { image, command: () => [\"late\"], after: [branch] });\n    branch.otherwise(() => {"],["step(\"notify\", { image,","step(\"notify\", { image, after: [«late»],"]],
    code: "link/cycle",
    says: "The branch waits for step \"late\", which waits for it.",
    help: "Remove one of the two uses.",
  },
  {
    title: "two flows of a file that call each other",
    edits: [["({ params, step, forEach, when, onExit }) => {","({ params, step, forEach, when, onExit, call }) => {\n    call(\"other\", «other», {});"],["  },\n);\n","  },\n);\nexport const other = flow(\"other\", { owner: \"ml\" }, ({ call }) => { call(\"back\", flow00000, {}); });\n"]],
    code: "load/used-before-made",
    says: "\"other\" is used here before it is made.",
    help: "Make \"other\" first; where both need each other, remove one of the two uses.",
  },
  {
    title: "a circle through a late otherwise, by a value",
    edits: [["    when(train.outputs","    const branch = when(train.outputs"],["    }).otherwise(() => {","    });\n    const late = step(\"late\", { image, outputs: { word: z.string() }, command: ({ outputs }) => [\"late\", outputs.word.path], after: [branch] });\n    branch.otherwise(() => {"],["step(\"notify\", { image, inputs: { score","step(\"notify\", { image, inputs: { late: «late.outputs.word», score"]],
    code: "link/cycle",
    says: "The branch waits for step \"late\", which waits for it.",
    help: "Remove one of the two uses.",
  },
  {
    title: "a flow that calls itself",
    edits: [["({ params, step, forEach, when, onExit }) => {","({ params, step, forEach, when, onExit, call }) => {\n    call(\"again\", «flow00000», {});"]],
    code: "load/used-before-made",
    says: "\"flow00000\" is used here before it is made.",
    help: "Make \"flow00000\" first; where both need each other, remove one of the two uses.",
  },
];
