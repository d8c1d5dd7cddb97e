/** Which steps really make a value, across loops and branches. */

import { type Expression, operands } from "../../schema/values/expression.ts";
import { type Flow, isStep, type Result } from "../program.ts";

/** `label` names what is handed over, as the user of the value would. */
export interface DataSource {
  readonly node: number;
  readonly label: string;
  readonly artifact: boolean;
}

/** The flows that a flow may call; without them, what a call returns is drawn as a value. */
export type Callees = readonly Flow[];

/**
 * The steps and calls whose outputs an expression is made of, each once
 *
 * The item of a loop counts for nothing: what the list is made of leads to the loop as a whole. Parameters and `run` have no step.
 */
export function dataSources(expression: Expression, flow: Flow, callees: Callees): readonly DataSource[] {
  switch (expression.op) {
    case "output":
      return [{ node: expression.node, label: expression.name, artifact: isArtifactOutput(flow, expression.node, expression.name) }];
    case "result":
      return [
        {
          node: expression.call,
          label: expression.path.join("."),
          artifact: isArtifactResult(flow, expression.call, expression.path, callees),
        },
      ];
    case "field":
      return dataSources(expression.of, flow, callees).map((source) => ({ ...source, label: `${source.label}.${expression.name}` }));
    case "length":
      return dataSources(expression.of, flow, callees).map((source) => ({ ...source, label: `length of ${source.label}` }));
    case "gather":
      return dataSources(expression.of, flow, callees).map((source) => ({ ...source, label: every(source.label) }));
    default:
      return operands(expression).flatMap((operand) => dataSources(operand, flow, callees));
  }
}

/** Nested loops gather "every every tokens": once says it. */
function every(label: string): string {
  return label.startsWith("every ") ? label : `every ${label}`;
}

function isArtifactResult(flow: Flow, node: number, path: readonly string[], callees: Callees): boolean {
  const call = flow.nodes[node];
  if (call?.kind !== "call") return false;
  const callee = callees.find(({ name, origin }) => name === call.flow.name && origin.file === call.flow.file);
  let result: Result | undefined = callee?.result;
  for (const name of path) result = result !== undefined && "fields" in result ? result.fields[name] : undefined;
  return result !== undefined && "type" in result && (result.type.type === "artifact" || result.type.type === "artifacts");
}

/** Whether a step's output is a file, as far as the flow itself knows. */
function isArtifactOutput(flow: Flow, node: number, name: string): boolean {
  const maker = flow.nodes[node];
  return maker !== undefined && isStep(maker) && maker.outputs[name]?.type === "artifact";
}
