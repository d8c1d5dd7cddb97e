/** The check of a flow's record. */
import type * as z from "zod";
import { isNodeRecord, type NodeOptions, nodeOptions } from "../../schema/kinds/flow/node-record.ts";
import { flowFrame, flowOptions, type ScheduleFields, scheduleRecord } from "../../schema/kinds/flow/record.ts";
import type { Site } from "../../schema/record.ts";
import type { Anchor, Diagnostic } from "../diagnostics/diagnostic.ts";
import { nearHelp } from "../diagnostics/suggest.ts";
import { endless, threw, unknownName, usedBeforeMade } from "../evaluate/diagnostics.ts";
import { nameUsedBefore } from "../evaluate/name-used-before.ts";
import { refusedWords } from "../evaluate/refused-words.ts";
import { unknownNameIn } from "../evaluate/unknown-name.ts";
import type { FlowDefinition, LoadedRecord, NodeDefinition } from "./definition.ts";
import { tooMany } from "./diagnostics.ts";
import { shorten } from "./found.ts";
import type { Subject } from "./issues.ts";
import { ofNodeRecord, ofScheduleRecord, type Path } from "./places.ts";
import { sitesOf } from "./problems.ts";
import { read } from "./repair.ts";
import { treeProblem } from "./structure.ts";
import { type Framed, forged, nameProblem, readFrame } from "./validate-record.ts";

type Frame = z.infer<typeof flowFrame>;
type FlowFrame = Framed<Frame>;

export interface ValidatedFlow {
  readonly id?: string;
  /** Undefined where the record could not be read at all, or the body threw. */
  readonly definition?: FlowDefinition;
  readonly diagnostics: readonly Diagnostic[];
}

const mostNodes = 10_000;
/** Where the run time stops to count. */
const mostRecorded = 20_000;
const mostParams = 200;
const longestError = 500;

/** The flow that a record describes, with all that is wrong in it. */
export function validateFlow(loaded: LoadedRecord): ValidatedFlow {
  const framed = readFrame(flowFrame, loaded);
  if ("code" in framed) return { diagnostics: [framed] };
  const { frame, id, calls, diagnostics } = framed;
  const excess = excesses(framed);
  if (excess.length > 0) return { id, diagnostics: [...diagnostics, ...excess] };
  diagnostics.push(...names(framed));
  const options = read(flowOptions, frame.options, flowSubject(framed), { owner: "" });
  const schedules = frame.schedules.map((_, index) => readSchedule(framed, index));
  const nodes = frame.nodes.map((node) => readNode(node, loaded, framed));
  diagnostics.push(...options.diagnostics, ...schedules.flatMap((schedule) => schedule.diagnostics));
  for (const node of nodes) if (typeof node !== "string") diagnostics.push(...node.diagnostics);
  if (frame.failure !== undefined) {
    // What the body was refused while it ran is told by the evaluation already.
    if (frame.failure.message.endsWith(refusedWords)) return { id, diagnostics: framed.diagnostics };
    const at = sitesOf(frame.failure.calls, loaded.sites);
    const anchor = { calls: at.length > 0 ? at : calls, path: [] };
    diagnostics.push(failureDiagnostic(frame, frame.failure.message, anchor, id, at[0]?.file ?? loaded.file));
    return { id, diagnostics };
  }
  const whole = nodes.map((node) => (typeof node === "string" ? node : (node.definition ?? "the options of a node are not of their form")));
  const broken = whole.find((node) => typeof node === "string");
  const problem =
    broken ??
    treeProblem(
      whole.filter((node) => typeof node !== "string"),
      frame.bodies,
    );
  if (problem !== undefined || options.value === undefined)
    return { id, diagnostics: diagnostics.length > 0 ? diagnostics : [forged(loaded, problem ?? "its options are not of their form")] };
  const unknown = [...options.unknown, ...(schedules.some((schedule) => schedule.unknown.length > 0) ? ["schedule"] : [])];
  const definition: FlowDefinition = {
    kind: "flow",
    name: frame.name,
    origin: { file: loaded.file, exportName: loaded.exportName, calls },
    sites: loaded.sites,
    // What is unknown was reported, perhaps outside the definition: in a config file.
    broken: diagnostics.length > 0 || unknown.length > 0 || whole.some((node) => typeof node !== "string" && node.unknown.length > 0),
    unknown,
    options: options.value,
    params: frame.params,
    schedules: schedules.map(({ value }) => value).filter((value) => value !== undefined),
    nodes: whole.filter((node) => typeof node !== "string"),
    bodies: frame.bodies,
    result: frame.result,
  };
  return { id, definition, diagnostics };
}

/** What ended the body early. */
function failureDiagnostic({ nodes }: Frame, error: string, anchor: Anchor, definition: string, file: string): Diagnostic {
  const name = nameUsedBefore(error);
  if (name !== undefined) return usedBeforeMade.at(anchor, { name }, { definition });
  if (error.startsWith("Maximum call stack"))
    return endless.at(anchor, { file, says: "a function calls itself without end" }, { definition });
  const unknown = unknownNameIn(error);
  // Constants are mostly called as their steps are.
  if (unknown !== undefined) return unknownName.at(anchor, { name: unknown }, { definition, ...nearHelp(unknown, constantsOf(nodes)) });
  return threw.at(anchor, { file, says: `${error.slice(0, longestError).replace(/\.$/, "")}.` }, { definition });
}

function constantsOf(nodes: readonly unknown[]): readonly string[] {
  return nodes.flatMap((node) => {
    const { name } = node as { readonly name?: unknown };
    return typeof name === "string" ? [name.replace(/[-_]+(\w)/g, (_, letter: string) => letter.toUpperCase())] : [];
  });
}

function excesses({ frame, id, calls }: FlowFrame): readonly Diagnostic[] {
  const counts = [
    { what: "steps, loops and branches", found: frame.nodes.length, limit: mostNodes },
    { what: "parameters", found: Object.keys(frame.params).length, limit: mostParams },
    { what: "schedules", found: frame.schedules.length, limit: 100 },
  ];
  return counts
    .filter(({ found, limit }) => found > limit)
    .map(({ what, found, limit }) => ({ what, limit, found: found >= mostRecorded ? `${found} or more` : found }))
    .map((values) => tooMany.at({ calls, path: [] }, { flow: shorten(frame.name), ...values }, { definition: id }));
}

function names({ frame, id, calls }: FlowFrame): readonly Diagnostic[] {
  const found = [
    nameProblem(frame.name, "a flow", calls, [0], id),
    ...Object.keys(frame.params).map((param) => nameProblem(param, "a parameter", calls, [1, "params", param], id)),
  ];
  return found.filter((diagnostic) => diagnostic !== undefined);
}

function flowSubject({ frame, id, calls }: FlowFrame): Subject {
  const at = (path: Path) => ({ calls, path: [1, ...path] });
  return { said: `Flow "${shorten(frame.name)}"`, definition: id, at, alsoKnown: ["params", "schedule"] };
}

function readSchedule({ frame, id, calls }: FlowFrame, index: number) {
  const count = frame.schedules.length;
  const subject: Subject = {
    said: `${count === 1 ? "The schedule" : `Schedule ${index + 1}`} of flow "${shorten(frame.name)}"`,
    definition: id,
    at: (path: Path) => ofScheduleRecord(calls, index, count, path),
  };
  return read<typeof scheduleRecord>(scheduleRecord, frame.schedules[index], subject, {}) satisfies { value: ScheduleFields | undefined };
}

interface ReadNode {
  readonly definition: NodeDefinition | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const unknownValue = { op: "unknown" };
const standIns: Readonly<Record<string, unknown>> = {
  image: { image: "unknown" },
  command: [unknownValue],
  arguments: [unknownValue],
  language: "bash",
  file: "unknown",
  main: "",
  storage: "s3://unknown",
  driver: { cores: 1, memory: "1Gi" },
  executor: { cores: 1, memory: "1Gi", instances: 1 },
  message: "",
  items: unknownValue,
  max: 1,
  until: unknownValue,
};

const words: { readonly [K in keyof NodeOptions]: string } = {
  step: "Step",
  script: "Script",
  spark: "Spark application",
  approval: "Approval",
  call: "Call",
  forEach: "Loop",
  repeatUntil: "Loop",
  branch: "Branch",
  onExit: "Exit handler",
  onFailure: "Failure handler",
};

/** A node, or what is wrong with its frame. */
function readNode(value: unknown, { sites }: LoadedRecord, { frame, id, diagnostics: noted }: FlowFrame): ReadNode | string {
  if (!isNodeRecord(value)) return "a node is not of its form";
  const { kind, name, body, after, options: given, calls: numbers } = value;
  const calls = sitesOf(numbers, sites);
  const said = kind === "branch" ? `A branch of flow "${shorten(frame.name)}"` : `${words[kind]} "${shorten(name)}"`;
  const subject: Subject = { said, definition: id, at: (path) => ofNodeRecord(kind, calls, path), alsoKnown: ["after"] };
  const { value: options, diagnostics, unknown } = read(nodeOptions[kind] as z.ZodType<NodeOptions[typeof kind]>, given, subject, standIns);
  // What was no data was noted and left out; what an error cut short is not there yet.
  const isCut = frame.failure !== undefined || noted.some(({ code, at }) => cutting.has(code) && isAt(at, calls));
  const found = isCut ? diagnostics.filter(({ code }) => code !== "validate/missing-field") : [...diagnostics];
  const note = (problem: Diagnostic | undefined) => void (problem !== undefined && found.push(problem));
  if (kind !== "branch") note(nameProblem(name, `a ${words[kind].toLowerCase()}`, calls, [0], id));
  for (const input of namesIn(given["inputs"])) note(nameProblem(input, "an input", calls, [1, "inputs", input], id));
  for (const output of namesIn(given["outputs"])) note(nameProblem(output, "an output", calls, [1, "outputs", output], id));
  const definition = options && ({ kind, name, calls, body, after, options, unknown } as NodeDefinition);
  return { definition, diagnostics: found };
}

/** Mistakes after which parts of a node are not there. */
const cutting: ReadonlySet<string> = new Set(["load/not-data", "load/options-are-object", "load/name-is-text"]);

function namesIn(ports: unknown): readonly string[] {
  return typeof ports === "object" && ports !== null ? Object.keys(ports) : [];
}

function isAt(at: Anchor | null, [site]: readonly Site[]): boolean {
  const [other] = at !== null && "calls" in at ? at.calls : [];
  return other?.file === site?.file && other?.line === site?.line && other?.column === site?.column;
}
