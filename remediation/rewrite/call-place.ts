import { describeFlow } from "../../compiler/diff/describe-flow.ts";
import { dataOf } from "../../compiler/diff/described.ts";
import { definitionId, type Flow, type Program } from "../../compiler/program.ts";
import type { Json, Site } from "../../schema/record.ts";
import type { Field } from "../proposal.ts";

/** Where a field is written, if it is: below the arguments of a call. */
export interface CallPlace {
  /** The call, and the call of the helper that holds it, where there is one. */
  readonly calls: readonly Site[];
  /** The number of the argument, then keys. */
  readonly path: readonly (string | number)[];
}

/** The flow that a field is of, in its environment. */
export function flowOf({ definition }: Field, program: Program | undefined): Flow | undefined {
  return program?.flows.find((flow) => definitionId(flow) === definition);
}

/** The call that makes the step, or the definition where the field is its own; undefined where there is no such step. */
export function callPlace({ step, path }: Field, flow: Flow): CallPlace | undefined {
  if (step === null) return { calls: flow.origin.calls, path: [1, ...path] };
  const node = flow.nodes.find(({ name }) => name === step);
  if (node === undefined) return undefined;
  const [argument, ...below] = argumentOf(node.kind, path);
  return { calls: node.calls, path: [argument ?? 1, ...below] };
}

/** Loops have their options behind the items, handlers and steps behind their name. */
function argumentOf(kind: string, path: Field["path"]): Field["path"] {
  return [kind === "forEach" ? 2 : 1, ...path];
}

/** What the program says of the field; undefined where it says nothing. */
export function currentValue({ step, path }: Field, flow: Flow): Json | undefined {
  const keys = new Map(flow.nodes.map(({ id, name }) => [id, name === "" ? `branch ${id}` : name]));
  let at: Json | undefined = dataOf(describeFlow(flow, keys));
  for (const part of step === null ? path : ["steps", step, ...path])
    at = typeof at === "object" && at !== null ? (at as Readonly<Record<string | number, Json>>)[part] : undefined;
  return at;
}
