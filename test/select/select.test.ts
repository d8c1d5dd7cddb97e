import { expect, test } from "vitest";
import { parseSelection } from "../../compiler/select/parse-selection.ts";
import { select } from "../../compiler/select/select.ts";
import { selectionGraph } from "../../compiler/select/selection-graph.ts";
import { type StateOf, statesOf } from "../../compiler/select/states.ts";
import { makeFlow, makePool, makeProgram, makeStep } from "../support/make-program.ts";

const call = (name: string) => ({
  kind: "call" as const,
  id: 0,
  name: `call-${name}`,
  calls: [],
  body: 0,
  after: [],
  flow: { name, file: `flows/${name}.flow.ts` },
  arguments: {},
  result: { fields: {} },
  unknown: [],
});
const onGpu = (pool: string) => makeStep("fit", { resources: { gpu: { pool, count: 8, capacity: ["onDemand"] } } });

/** nightly calls churn and report, churn uses h100, report uses nothing, score uses a100. */
const program = makeProgram(
  [
    makeFlow("churn", [onGpu("h100")], { tags: ["daily", "gpu"], owner: "growth-ml" }),
    makeFlow("nightly", [call("churn"), call("report")], { tags: ["nightly"], owner: "Platform Team" }),
    makeFlow("report", [makeStep("write")], { targets: ["argo", "kubeflow"] }),
    makeFlow("score", [onGpu("a100")], { tags: ["daily"], origin: { file: "teams/risk/score.flow.ts", exportName: "score", calls: [] } }),
  ],
  [makePool("a100"), makePool("h100")],
);
const graph = selectionGraph([program]);

function chosen(text: string, exclude?: string): readonly string[] {
  return [...select(graph, read(text), exclude === undefined ? [] : read(exclude)).ids];
}

function read(text: string) {
  const parsed = parseSelection(text);
  if ("problem" in parsed) throw new Error(JSON.stringify(parsed.problem));
  return parsed.selection;
}

test.each([
  ["a name is that definition", "churn", ["flow:churn"]],
  ["a blank means or", "churn score", ["flow:churn", "flow:score"]],
  ["a comma means and", "tag:daily,owner:growth-ml", ["flow:churn", "flow:score"]],
  ["and binds more than or", "tag:daily,tag:gpu report", ["flow:churn", "flow:report"]],
  ["a star is any text", "*or*", ["flow:report", "flow:score"]],
  ["+x adds all that x depends on", "+nightly", ["flow:churn", "flow:nightly", "flow:report", "gpuPool:h100"]],
  ["1+x adds what x itself uses, no further", "1+nightly", ["flow:churn", "flow:nightly", "flow:report"]],
  ["x+ adds all that depends on x", "h100+", ["flow:churn", "flow:nightly", "gpuPool:h100"]],
  ["x+1 adds what itself uses x", "h100+1", ["flow:churn", "gpuPool:h100"]],
  ["+x+ goes both ways from x", "+churn+", ["flow:churn", "flow:nightly", "gpuPool:h100"]],
  ["@x adds what depends on x, and what those need", "@churn", ["flow:churn", "flow:nightly", "flow:report", "gpuPool:h100"]],
  ["kind: is the kind", "kind:gpuPool", ["gpuPool:a100", "gpuPool:h100"]],
  ["tag: is one of the tags", "tag:nightly", ["flow:nightly"]],
  ["path: is a folder and all below it", "path:teams", ["flow:score"]],
  ["path: is a file", "path:./flows/churn.flow.ts", ["flow:churn"]],
  ["path: is a pattern", "path:**/s*.flow.ts", ["flow:score"]],
  ["target: is one of the targets", "target:kubeflow", ["flow:report"]],
  ["pool: is a pool and the flows that use it themselves", "pool:a100", ["flow:score", "gpuPool:a100"]],
  ["quotes hold a value with blanks together", 'owner:"Platform Team"', ["flow:nightly"]],
] as const)("%s: %s", (_, text, ids) => {
  expect(chosen(text)).toEqual(ids);
});

test("path: may be given from the folder of the config as well", () => {
  const within = selectionGraph([program], "teams/risk");
  expect([...select(within, read("path:score.flow.ts")).ids]).toEqual(["flow:score"]);
});

test("what is excluded is left out, whatever chose it", () => {
  expect(chosen("+nightly", "report kind:gpuPool")).toEqual(["flow:churn", "flow:nightly"]);
});

test("a part that fits nothing is named with the values that would have", () => {
  expect(select(graph, read("churn tag:dialy")).unmatched).toEqual([
    { text: "tag:dialy", value: "dialy", known: ["daily", "gpu", "nightly"] },
  ]);
});

test.each([
  ["tagg:daily", { text: "tagg:daily", unknown: "tagg" }],
  ["state:changed", { text: "state:changed", unknown: "changed" }],
  ["churn,,", undefined],
  ["+", { text: "+" }],
  ["@churn+", { text: "@churn+" }],
  ["", { text: "" }],
])("%j is refused where it is not understood", (text, problem) => {
  const parsed = parseSelection(text);
  if (problem === undefined) expect(parsed).toHaveProperty("selection");
  else expect(parsed).toMatchObject({ problem });
});

const stateOf: StateOf = (definition) => JSON.stringify(definition, (name, value) => (name === "calls" ? undefined : value));

test("what moved to another line is unmodified, what says something else is modified, what was not there is new", () => {
  const [churn, nightly, report] = program.flows;
  if (churn === undefined || nightly === undefined || report === undefined) throw new Error("three flows");
  const moved = { ...report, origin: { ...report.origin, calls: [{ file: "flows/report.flow.ts", line: 99, column: 1 }] } };
  const after = { ...program, flows: [{ ...churn, timeout: "1h" }, moved, makeFlow("fresh"), nightly] };
  const states = statesOf([after], [program], stateOf);
  expect([...states].map(([id, { state }]) => `${id} ${state}`)).toEqual([
    "gpuPool:a100 unmodified",
    "gpuPool:h100 unmodified",
    "flow:churn modified",
    "flow:report unmodified",
    "flow:fresh new",
    "flow:nightly unmodified",
  ]);
  const ids = (text: string) => [...select(selectionGraph([after]), read(text), [], states).ids];
  expect(ids("state:modified")).toEqual(["flow:churn", "flow:fresh"]);
  expect(ids("state:new")).toEqual(["flow:fresh"]);
  expect(ids("state:modified+")).toEqual(["flow:churn", "flow:fresh", "flow:nightly"]);
});

test("a definition is modified in the environments where it is, and an environment's own change counts where a definition sees it", () => {
  const flows = [makeFlow("plain", [makeStep("a", { serviceAccount: "own" })], { serviceAccount: "own" }), makeFlow("usual")];
  const prod = makeProgram(flows);
  const staging = makeProgram(flows, [], { name: "staging" });
  const changed = makeProgram(flows, [], { serviceAccount: "runner" });
  const states = statesOf([staging, changed], [staging, prod], stateOf);
  expect(states.get("flow:usual")).toEqual({ state: "modified", environments: ["prod"] });
  expect(states.get("flow:plain")).toEqual({ state: "unmodified", environments: [] });
});
