/** DAG templates: what they take, what they hand out, and the tasks in between. */
import type { Capture, Need } from "../../../compiler/plan.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { captureName } from "../../capture-name.ts";
import { expressionKey } from "../../expression-key.ts";
import { type TakeName, uniqueNames } from "../../names.ts";
import type { Arguments, OutputArtifact, OutputParameter, Template } from "../schema.ts";
import type { Callable, Given, Take } from "./callable.ts";
import { expressionWords, variable } from "./expr-text.ts";
import { mustMark } from "./gathered-values.ts";
import { artifactKind, type Dag, type Room } from "./lowering.ts";
import { nothing } from "./nothing.ts";
import { fromVariable, pieces, type Rendered, render, tagged, textOf } from "./render.ts";
import { innerScope, type Scope } from "./scope.ts";

export interface Opened {
  readonly scope: Scope;
  readonly takes: readonly Take[];
  readonly takeInputName: TakeName;
}

/** The inside of a template that takes `captures`; `position` says whether it also takes where it is within loops. */
export function open(room: Room, captures: readonly Capture[], outer: Scope, position: boolean): Opened {
  const takeInputName = uniqueNames("position");
  const held = position && outer.position !== undefined;
  const scope = innerScope(outer, held ? fromVariable(["inputs", "parameters", "position"], { type: "string" }) : undefined);
  const takes: Take[] = held ? [positionTake()] : [];
  const distinct = new Map(captures.map((capture) => [expressionKey(capture.expression), capture]));
  for (const capture of distinct.values())
    takes.push(take(room, capture, scope, takeInputName(captureName(capture.expression, room.plan.flow))));
  return { scope, takes, takeInputName };
}

export function positionTake(): Take {
  return {
    name: "position",
    kind: "rendered",
    value: ({ position }) => position ?? fromVariable(["inputs", "parameters", "position"], { type: "string" }),
  };
}

function take(room: Room, { expression, type }: Capture, scope: Scope, name: string): Take {
  if (artifactKind(expression, room.plan) === "artifact") {
    scope.artifacts.set(expressionKey(expression), `inputs.artifacts.${name}`);
    return { name, kind: "artifact", expression };
  }
  scope.values.set(expressionKey(expression), fromVariable(["inputs", "parameters", name], type));
  return { name, kind: "value", expression };
}

export function newDag(room: Room, scope: Scope): Dag {
  return { room, scope, tasks: [], takeTaskName: uniqueNames(...expressionWords), done: new Map() };
}

/** Adds a task that calls a template, and makes what it hands out known. Gives back the task's name. */
export function addTask(
  dag: Dag,
  wanted: string,
  { template, takes, gives }: Callable,
  { depends, when, withParam }: { readonly depends?: string | undefined; readonly when?: string; readonly withParam?: string },
  caller: Scope = dag.scope,
): string {
  const name = dag.takeTaskName(wanted);
  const given = argumentsFor(takes, caller);
  dag.tasks.push({
    name,
    template,
    ...(depends !== undefined && { depends }),
    ...(when !== undefined && { when }),
    ...(withParam !== undefined && { withParam }),
    ...(given !== undefined && { arguments: given }),
  });
  for (const give of gives) makeKnown(dag.scope, name, give);
  return name;
}

export function makeKnown(scope: Scope, task: string, { expression, name, type, artifact, within = (output) => output }: Given): void {
  const key = expressionKey(expression);
  if (artifact) scope.artifacts.set(key, `tasks.${task}.outputs.artifacts.${name}`);
  else scope.values.set(key, within(fromVariable(["tasks", task, "outputs", "parameters", name], type)));
}

function argumentsFor(takes: readonly Take[], caller: Scope): Arguments | undefined {
  const parameters = takes.flatMap((wanted) => {
    if (wanted.kind === "artifact") return [];
    const parts = wanted.kind === "rendered" ? [wanted.value(caller)] : pieces(wanted.expression, caller);
    return [{ name: wanted.name, value: tagged(parts) }];
  });
  const artifacts = takes.flatMap((wanted) =>
    wanted.kind === "artifact" ? [{ name: wanted.name, from: `{{${artifactOf(wanted.expression, caller)}}}` }] : [],
  );
  if (parameters.length + artifacts.length === 0) return undefined;
  return { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) };
}

/** The artifact as `from` names it. */
export function artifactOf(expression: Expression, scope: Scope): string {
  return scope.artifacts.get(expressionKey(expression)) ?? "";
}

/** An artifact inside an expression; one that was chosen among several is an expression already. */
export function artifactVariable(from: string): string {
  return from.includes("?") ? `(${from})` : variable(from.split("."));
}

/** What a node waits for, in the words of `depends`. */
export function dependsOf(dag: Dag, needs: readonly Need[]): string | undefined {
  const terms = needs.map(({ node, done }) => dag.done.get(node)?.[done]).filter((term) => term !== undefined && term !== "");
  return terms.length === 0 ? undefined : [...new Set(terms)].join(" && ");
}

/** Ends a DAG: its template, with what it hands out. */
export function close(
  dag: Dag,
  name: string,
  takes: readonly Take[],
  exports: readonly Capture[],
  { marked = false, more = [] }: { readonly marked?: boolean; readonly more?: readonly OutputParameter[] } = {},
): Callable {
  // Argo takes no DAG without a task: a body that only picks values has one that does nothing.
  if (dag.tasks.length === 0)
    dag.tasks.push({
      name: "nothing",
      template: nothing(dag.room.lowering),
      arguments: { parameters: [{ name: "value", value: "" }] },
    });
  const takeOutputName = uniqueNames(...more.map(({ name: taken }) => taken));
  const gives: Given[] = exports.map(({ expression, type }) => ({
    expression,
    type,
    name: takeOutputName(captureName(expression, dag.room.plan.flow)),
    artifact: artifactKind(expression, dag.room.plan) === "artifact",
  }));
  const parameters: OutputParameter[] = [...more];
  const artifacts: OutputArtifact[] = [];
  for (const give of gives) {
    if (give.artifact) artifacts.push(outputArtifact(give, dag.scope));
    else {
      const value = render(give.expression, dag.scope);
      const valueFrom = marked && mustMark(give.type) ? { expression: `toJson(${textOf(value)})` } : outputValue(value);
      parameters.push({ name: give.name, valueFrom });
    }
  }
  const template: Template = {
    name,
    ...(takes.length > 0 && { inputs: inputsFor(takes) }),
    ...(parameters.length + artifacts.length > 0 && {
      outputs: { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) },
    }),
    ...(dag.room.plan.flow.failFast && { failFast: true }),
    dag: { tasks: dag.tasks },
  };
  dag.room.lowering.templates.push(template);
  return { template: name, takes, gives };
}

function outputValue(value: Rendered): OutputParameter["valueFrom"] {
  return value.tag?.startsWith("tasks.") ? { parameter: `{{${value.tag}}}` } : { expression: textOf(value) };
}

function outputArtifact({ name, expression }: Given, scope: Scope): OutputArtifact {
  const from = scope.artifacts.get(expressionKey(expression)) ?? "";
  return from.includes("?") ? { name, fromExpression: from } : { name, from: `{{${from}}}` };
}

export function inputsFor(takes: readonly Take[]): NonNullable<Template["inputs"]> {
  const parameters = takes.filter(({ kind }) => kind !== "artifact").map(({ name }) => ({ name }));
  const artifacts = takes.filter(({ kind }) => kind === "artifact").map(({ name }) => ({ name }));
  return { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) };
}
