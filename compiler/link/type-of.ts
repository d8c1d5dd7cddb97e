/**
 * The type of a value, worked out from what the flow declares
 *
 * Never from what the child said of it. Gives `unknown` where a mistake was reported, and where the expression means nothing in the flow.
 */

import { commonType } from "../../schema/values/common-type.ts";
import type { Expression, RunField } from "../../schema/values/expression.ts";
import { literalType } from "../../schema/values/literal-type.ts";
import type { ValueType } from "../../schema/values/value-type.ts";
import { type Flow, isStep, type Result, type Step } from "../program.ts";

export type TypedFlow = Pick<Flow, "params" | "nodes">;

const unknown: ValueType = { type: "unknown" };
const boolean: ValueType = { type: "boolean" };
const text: ValueType = { type: "string" };
const index: ValueType = { type: "integer", minimum: 0 };
const status: ValueType = { type: "string", enum: ["succeeded", "failed", "cancelled"] };
const runTypes: Readonly<Record<RunField, ValueType>> = {
  id: { type: "string", minLength: 1, maxLength: 63 },
  attempt: { type: "integer", minimum: 1 },
  scheduledAt: { type: "string", format: "datetime" },
  scheduledDate: { type: "string", format: "date" },
};

/** The type of `expression` in `flow`; `step` is the step in whose command it stands, where it names that step's inputs. */
export function typeOf(expression: Expression, flow: TypedFlow, step?: Step): ValueType {
  switch (expression.op) {
    case "literal":
      return literalType(expression.value);
    case "param":
      return own(flow.params, expression.name)?.type ?? unknown;
    case "output":
      return outputType(flow, expression.node, expression.name);
    case "item":
      return itemType(flow, expression.loop);
    case "field":
      return fieldType(typeOf(expression.of, flow, step), expression.name);
    case "gather":
      return gathered(typeOf(expression.of, flow, step));
    case "join":
      return commonType(expression.cases.map((taken) => typeOf(taken, flow, step))) ?? unknown;
    case "last":
      return typeOf(expression.of, flow, step);
    case "result":
      return resultType(flow, expression.call, expression.path);
    case "input":
      return inputType(flow, step, expression.name);
    case "orElse":
      return withoutOptional(typeOf(expression.of, flow, step));
    case "range":
      return { type: "list", item: index };
    case "length":
      return index;
    case "run":
      return runTypes[expression.field];
    case "status":
      return status;
    case "inputPath":
    case "outputPath":
    case "checkpointPath":
    case "json":
    case "text":
      return text;
    case "unknown":
      return unknown;
    default:
      return boolean;
  }
}

function outputType(flow: TypedFlow, node: number, name: string): ValueType {
  const step = flow.nodes[node];
  return (step !== undefined && isStep(step) ? own(step.outputs, name) : undefined) ?? unknown;
}

function itemType(flow: TypedFlow, loop: number): ValueType {
  const node = flow.nodes[loop];
  return node?.kind === "forEach" ? node.itemType : unknown;
}

// Inputs are worked out without the step: an input that names an input means nothing.
function inputType(flow: TypedFlow, step: Step | undefined, name: string): ValueType {
  const source = step && own(step.inputs, name);
  return source === undefined ? unknown : typeOf(source, flow);
}

function fieldType(type: ValueType, name: string): ValueType {
  return (type.type === "object" ? own(type.fields, name) : undefined) ?? unknown;
}

/** The type of what a loop gathers of a value of its body. */
export function gathered(type: ValueType): ValueType {
  if (type.type === "artifact") return { type: "artifacts", format: type.format, depth: 1 };
  if (type.type === "artifacts") return { ...type, depth: type.depth + 1 };
  return type.type === "unknown" ? type : { type: "list", item: type };
}

function withoutOptional(type: ValueType): ValueType {
  return type.type === "optional" ? type.of : type;
}

function resultType(flow: TypedFlow, call: number, path: readonly string[]): ValueType {
  const node = flow.nodes[call];
  return node?.kind === "call" ? (resultAt(node.result, path)?.type ?? unknown) : unknown;
}

/** The leaf of a result at a path, or undefined where there is none. */
export function resultAt(result: Result, path: readonly string[]): Extract<Result, { expression: Expression }> | undefined {
  let at: Result | undefined = result;
  for (const name of path) {
    if (at === undefined) break;
    if ("expression" in at) return at.type.type === "unknown" ? at : undefined;
    at = own(at.fields, name);
  }
  if (at === undefined || !("expression" in at)) return undefined;
  return at;
}

/** The member of a record, never one that it inherits. */
export function own<T>(record: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
