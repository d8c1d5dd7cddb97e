/** The plan of one flow. */

import type { Expression } from "../../schema/values/expression.ts";
import { parseDuration } from "../../schema/words/quantities.ts";
import { type Dependencies, dependenciesOf } from "../dependencies/dependencies.ts";
import { undeclaredOf } from "../dependencies/expressions.ts";
import { ordered } from "../dependencies/order.ts";
import { rootsOf } from "../dependencies/roots.ts";
import { invariant } from "../invariant.ts";
import { typeOf } from "../link/type-of.ts";
import type { Capture, PlannedBody, PlannedBranch, PlannedCall, PlannedFlow, PlannedNode, PlannedStep } from "../plan.ts";
import { type Branch, type Call, type Flow, isStep, type Node, type Step } from "../program.ts";
import { programHash } from "../program-hash.ts";
import { scriptCommand } from "./script-command.ts";

interface Planning {
  readonly flow: Flow;
  readonly dependencies: Dependencies;
  readonly called: readonly PlannedFlow[];
}

/** The plan of a flow; `called` are the plans of the flows that it calls, directly or not. */
export function planFlow(flow: Flow, called: readonly PlannedFlow[], isCalled: boolean): PlannedFlow {
  const planning: Planning = { flow, dependencies: dependenciesOf(flow), called };
  const onExit = isCalled ? undefined : plannedHandler(flow.onExit, planning);
  const onFailure = isCalled ? undefined : plannedHandler(flow.onFailure, planning);
  return {
    flow,
    body: planBody(0, "", planning),
    ...(onExit && { onExit }),
    ...(onFailure && { onFailure }),
    called,
    programHash: programHash(
      flow,
      called.map((callee) => callee.flow),
    ),
  };
}

function planBody(id: number, prefix: string, planning: Planning): PlannedBody {
  const { flow, dependencies } = planning;
  const body = flow.bodies[id];
  invariant(body !== undefined, `body ${id} of flow "${flow.name}" is there`);
  const { order, circle } = ordered(body.nodes, dependencies.needs);
  invariant(circle.length === 0, `no nodes of flow "${flow.name}" wait for each other`);
  const nodes = order.map((node) => planNode(node, prefix, planning));
  return { id, nodes, captures: dependencies.captures[id] ?? [], exports: dependencies.exports[id] ?? [] };
}

function planNode(id: number, prefix: string, planning: Planning): PlannedNode {
  const node = planning.flow.nodes[id];
  invariant(node !== undefined, `node ${id} of flow "${planning.flow.name}" is there`);
  const needs = planning.dependencies.needs[id] ?? [];
  const path = `${prefix}${node.name}`;
  if (isStep(node)) return planStep(node, needs, path, planning);
  switch (node.kind) {
    case "approval":
      return { kind: "approval", node, needs, path };
    case "call":
      return { kind: "call", node, needs, path, ...planCall(node, planning) };
    case "forEach":
      return { kind: "forEach", node, needs, path, body: planBody(node.runs, `${path}/`, planning) };
    case "repeatUntil":
      return { kind: "repeatUntil", node, needs, path, body: planBody(node.runs, `${path}/`, planning) };
    case "branch": {
      const cases = planCases(node, prefix, planning);
      return { kind: "branch", node, needs, path: firstPath(cases) ?? `${prefix}branch-${id}`, cases };
    }
  }
}

function planStep(node: Step, needs: PlannedStep["needs"], path: string, { flow }: Planning): PlannedStep {
  return {
    kind: "step",
    node,
    needs,
    path,
    retry: node.retry ?? { limit: 0, on: "failure" },
    timeoutMs: node.timeout === undefined ? undefined : parseDuration(node.timeout),
    uses: usesOf(node, flow),
    command: commandOf(node, flow),
  };
}

function commandOf(node: Step, flow: Flow): PlannedStep["command"] {
  switch (node.program.kind) {
    case "command":
      return node.program.words;
    case "script":
      return scriptCommand(node, node.program, flow);
    case "spark":
      return undefined;
  }
}

function usesOf(step: Step, flow: Flow): readonly Capture[] {
  const uses = new Map<string, Capture>();
  for (const expression of undeclaredOf(step)) {
    for (const root of rootsOf(expression, flow)) {
      const key = JSON.stringify(root.expression);
      if (!uses.has(key)) uses.set(key, { expression: root.expression, type: typeOf(root.expression, flow) });
    }
  }
  return [...uses.values()];
}

function planCall(node: Call, { called }: Planning): Pick<PlannedCall, "flow" | "arguments"> {
  const flow = called.findIndex((callee) => isFlowOf(callee.flow, node));
  const params = called[flow]?.flow.params;
  invariant(params !== undefined, `the flow that call "${node.name}" is of is planned`);
  const given: Record<string, Expression> = {};
  for (const [name, { default: value = null }] of Object.entries(params))
    given[name] = (Object.hasOwn(node.arguments, name) ? node.arguments[name] : undefined) ?? { op: "literal", value };
  return { flow, arguments: given };
}

/** Whether a call is of that flow. */
export function isFlowOf({ name, origin }: Flow, { flow }: Call): boolean {
  return name === flow.name && origin.file === flow.file;
}

function planCases({ cases }: Branch, prefix: string, planning: Planning): PlannedBranch["cases"] {
  const before: Expression[] = [];
  return cases.map(({ test, runs }) => {
    const body = planBody(runs, prefix, planning);
    if (test === null) return { test: { op: "not", of: anyOf(before) } as const, body };
    before.push(test);
    return { test, body };
  });
}

function anyOf([first = { op: "literal", value: false }, ...rest]: readonly Expression[]): Expression {
  return rest.reduce<Expression>((left, right) => ({ op: "or", left, right }), first);
}

function firstPath(cases: PlannedBranch["cases"]): string | undefined {
  return cases.find(({ body }) => body.nodes.length > 0)?.body.nodes[0]?.path;
}

function plannedHandler(id: number | undefined, planning: Planning): PlannedStep | undefined {
  const node: Node | undefined = id === undefined ? undefined : planning.flow.nodes[id];
  return node !== undefined && isStep(node) ? planStep(node, [], node.name, planning) : undefined;
}
