/**
 * Branches
 *
 * One task a case, with its test as `when`; exactly one of them runs. What the branch gives is read from the one that succeeded: a skipped task's outputs are
 * empty on 4.0 and absent on 4.1, so nothing here ever reads them.
 */
import type { Capture, PlannedBranch, PlannedFlow } from "../../../compiler/plan.ts";
import { type Expression, operands } from "../../../schema/values/expression.ts";
import { expressionKey } from "../../expression-key.ts";
import { kebab } from "../../names.ts";
import { visitExpressions } from "../../visit-expressions.ts";
import { bodyTemplate } from "./body.ts";
import { addTask, artifactOf, artifactVariable, close, dependsOf, makeKnown, newDag, open } from "./dag.ts";
import { variable } from "./expr-text.ts";
import { artifactKind, capturesOf, type Dag, needsPosition, outputCaptures, type Room } from "./lowering.ts";
import { dataOf, type Rendered, render, textOf } from "./render.ts";
import { type Scope, seen } from "./scope.ts";

/** Adds a branch to a DAG: as tasks of their own, or, where it hands out artifacts, as one task that is a DAG. */
export function lowerBranch(dag: Dag, node: PlannedBranch): void {
  const joins = joinsOf(dag.room, node);
  const wanted = branchName(node);
  if (!joins.some((join) => artifactKind(join, dag.room.plan) === "artifact")) {
    addCases(dag, node, joins, dependsOf(dag, node.needs));
    return;
  }
  const { room } = dag;
  const name = room.lowering.takeName(`${room.prefix}${wanted}`);
  const tests = node.cases.map(({ test }) => test);
  const position = node.cases.some(({ body }) => needsPosition(body, room.plan));
  const { scope, takes } = open(
    room,
    [...capturesOfBranch(node, dag.scope), ...capturesOf(room, node), ...outputCaptures(room, joins, tests)],
    dag.scope,
    position,
  );
  const inner = newDag(room, scope);
  addCases(inner, node, joins, undefined);
  const exports = joins.map((expression) => ({
    expression,
    type: artifactKind(expression, room.plan) === "artifact" ? ({ type: "artifact", format: "" } as const) : render(expression, scope).type,
  }));
  const callable = close(inner, name, takes, exports);
  const task = addTask(dag, wanted, callable, { depends: dependsOf(dag, node.needs) });
  for (const give of callable.gives) makeKnown(dag.scope, task, give);
  dag.done.set(node.node.id, { succeeded: `${task}.Succeeded`, settled: `${task}.Succeeded` });
}

function addCases(dag: Dag, node: PlannedBranch, joins: readonly Expression[], depends: string | undefined): void {
  const ran: { readonly task: string | undefined; readonly holds: string }[] = node.cases.map(({ test, body }) => {
    const holds = dataOf(render(test, dag.scope));
    if (body.nodes.length === 0) return { task: undefined, holds };
    const wanted = caseName(node, body.nodes[0]);
    const callable = bodyTemplate(dag.room, body, wanted, dag.scope);
    const task = addTask(dag, wanted, callable, { depends, when: `{{=${holds}}}` });
    return { task, holds: `${variable(["tasks", task, "status"])} == 'Succeeded'` };
  });
  dag.done.set(node.node.id, doneOf(node, ran));
  for (const join of joins) {
    const key = expressionKey(join);
    if (artifactKind(join, dag.room.plan) === "artifact") {
      const from = join.op === "join" ? join.cases.map((of) => artifactVariable(artifactOf(of, dag.scope))) : [];
      dag.scope.artifacts.set(key, chosen(ran, from));
    } else {
      dag.scope.values.set(key, joined(join, ran, dag.scope));
    }
  }
}

function joined(join: Expression, ran: readonly { readonly holds: string }[], scope: Scope): Rendered {
  const values = join.op === "join" ? join.cases.map((of) => render(of, scope)) : [];
  const [first] = values;
  return { type: first?.type ?? { type: "unknown" }, form: "text", source: `(${chosen(ran, values.map(textOf))})` };
}

function chosen(ran: readonly { readonly holds: string }[], sources: readonly string[]): string {
  return sources.map((source, index) => (index < sources.length - 1 ? `${ran[index]?.holds} ? ${source} : ` : source)).join("");
}

function doneOf(
  node: PlannedBranch,
  ran: readonly { readonly task: string | undefined }[],
): { readonly succeeded: string; readonly settled: string } {
  const tasks = ran.map(({ task }) => task).filter((task) => task !== undefined);
  const any = tasks.map((task) => `${task}.Succeeded`);
  const complete = node.node.complete && tasks.length === ran.length;
  if (tasks.length === 0) return { succeeded: "", settled: "" };
  if (complete) {
    const term = any.length === 1 ? any.join("") : `(${any.join(" || ")})`;
    return { succeeded: term, settled: term };
  }
  // Some case has nothing to run, or none need be taken: then all tasks are skipped.
  const settled = tasks.map((task) => `(${task}.Succeeded || ${task}.Skipped)`).join(" && ");
  return { succeeded: settled, settled };
}

/** The joins of this branch that something in the flow names. */
function joinsOf({ plan, lowering }: Room, node: PlannedBranch): readonly Expression[] {
  let known = lowering.joins.get(plan);
  if (known === undefined) {
    known = allJoins(plan);
    lowering.joins.set(plan, known);
  }
  return [...(known.get(node.node.id)?.values() ?? [])];
}

/** All joins that something in the flow names, each once, by their branch. */
function allJoins({ body, flow }: PlannedFlow): ReadonlyMap<number, ReadonlyMap<string, Expression>> {
  const joins = new Map<number, Map<string, Expression>>();
  visitExpressions([body, flow.result], (expression) => {
    if (expression.op !== "join") return;
    const ofBranch = joins.get(expression.branch) ?? new Map<string, Expression>();
    joins.set(expression.branch, ofBranch.set(expressionKey(expression), expression));
  });
  return joins;
}

/** What a branch takes from around it: what its bodies take, and what its tests read. */
function capturesOfBranch(node: PlannedBranch, outer: Scope): readonly Capture[] {
  const captures = new Map<string, Capture>();
  for (const { body, test } of node.cases) {
    for (const capture of [...knownIn(test, outer), ...body.captures]) captures.set(expressionKey(capture.expression), capture);
  }
  return [...captures.values()];
}

/** The outermost expressions that are known in a scope and not everywhere. */
export function knownIn(expression: Expression, scope: Scope): readonly Capture[] {
  if (scope.everywhere(expression) !== undefined) return [];
  const known = seen(scope, expression);
  if (known !== undefined) return [{ expression, type: known.type }];
  return operands(expression).flatMap((operand) => knownIn(operand, scope));
}

function branchName(node: PlannedBranch): string {
  return `${kebab(node.path.split("/").at(-1) ?? "") || "branch"}-branch`;
}

function caseName(node: PlannedBranch, first: PlannedBranch["cases"][number]["body"]["nodes"][number] | undefined): string {
  const name = first === undefined || first.kind === "branch" ? branchName(node) : kebab(first.node.name);
  return node.cases.some(({ body }) => body.nodes[0] === first && body.nodes.length > 1) ? `${name}-case` : name;
}
