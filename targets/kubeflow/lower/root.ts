/** The root of a pipeline: its parameters with their check, the flow, and what comes after it. */
import type { PlannedStep } from "../../../compiler/plan.ts";
import type { ParamRecord } from "../../../schema/values/value-type.ts";
import { expressionKey } from "../../expression-key.ts";
import type { Component, InputParameter } from "../schema.ts";
import { conditionOf } from "./alternatives.ts";
import { addBody } from "./body.ts";
import { inputValue } from "./cel.ts";
import { addContainer, outputFile } from "./container.ts";
import { addDagTask, capturedInput, componentOf, type Dag, openDag, outputChannel, wireOf } from "./dag.ts";
import type { Room } from "./lowering.ts";
import { typeCheck } from "./parameter-check.ts";
import { addStep } from "./step.ts";
import { absent, travelingJson } from "./traveling.ts";
import { celText, literal, parameterType, type Wire } from "./values.ts";

/** The root component; adds all others on the way. */
export function rootOf(room: Room): Component {
  const root = openDag(room.lowering, undefined, "root");
  const wires = addParameters(root, room);
  knowRun(room);
  const checks = wires.flatMap(({ wire, type }) => {
    const check = typeCheck("value", type);
    return check === undefined ? [] : [{ wire, type }];
  });
  if (checks.length === 0) addFlow(root, room);
  else addChecked(root, room, checks);
  return componentOf(root);
}

interface Checked {
  readonly wire: Wire;
  readonly type: ParamRecord["type"];
}

function addParameters(root: Dag, room: Room): readonly Checked[] {
  return Object.entries(room.plan.flow.params).map(([name, param]) => {
    root.ownInputs.set(name, inputParameter(param));
    const wire = wireOf(
      { id: room.lowering.nextId(), dag: root, source: { componentInputParameter: name }, name: readable(name) },
      param.type,
    );
    room.values.set(expressionKey({ op: "param", name }), wire);
    return { wire, type: param.type };
  });
}

/** Names of inputs inside have no characters that an expression would have to quote. */
function readable(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, "-");
}

function inputParameter({ type, default: value, description }: ParamRecord): InputParameter {
  const optional = type.type === "optional";
  const members = type.type === "string" ? type.enum : undefined;
  return {
    ...(value !== undefined ? { defaultValue: travelingJson(value) } : optional && { defaultValue: absent }),
    ...(description !== undefined && { description }),
    ...((value !== undefined || optional) && { isOptional: true as const }),
    ...(members !== undefined && { literals: members.map((member) => String(travelingJson(member))) }),
    parameterType: parameterType(type),
  };
}

/** What is known of the run everywhere in it. */
function knowRun(room: Room): void {
  const known = (field: "id" | "scheduledAt", constant: string): void => {
    const channel = { id: room.lowering.nextId(), dag: undefined, source: { runtimeValue: { constant } }, name: `run-${field}` };
    const type = field === "id" ? ({ type: "string", format: "uuid" } as const) : ({ type: "string", format: "datetime" } as const);
    room.values.set(expressionKey({ op: "run", field }), wireOf(channel, type));
  };
  known("id", "{{$.pipeline_job_uuid}}");
  known("scheduledAt", "{{$.pipeline_job_schedule_time_utc}}");
}

/** The flow under the condition that its parameters are of their types; where they are not, a task that fails. */
function addChecked(root: Dag, room: Room, checks: readonly Checked[]): void {
  const inner = openDag(room.lowering, root, "checked");
  addFlow(inner, room);
  const condition = (inputFor: (wire: Wire, asText: boolean) => string): string =>
    checks.map(({ wire, type }) => typeCheck(inputValue(inputFor(wire, false)), type) ?? "true").join(" && ");
  const holds = conditionOf(inner, (dag) => condition((wire, asText) => capturedInput(dag, wire, asText)));
  addDagTask(inner, root, "checked", { more: { triggerPolicy: { condition: holds } } });
  const names = checks.map(({ wire }) => wire.channel.name).join(", ");
  addContainer(root, {
    name: "wrong-parameters",
    title: "wrong-parameters",
    path: "wrong-parameters",
    image: room.lowering.shellImage,
    words: [
      [literal("/bin/sh")],
      [literal("-c")],
      [
        literal(
          "printf 'millwright: a parameter is not of its type, or holds two dollars, a dollar before a bracket, or two opening braces: %s\\n' \"$0\" >&2; exit 1",
        ),
      ],
      [literal(names)],
    ],
    condition: (inputFor) => `!(${condition(inputFor)})`,
  });
}

/** The flow's body, with its handlers after it. */
function addFlow(dag: Dag, room: Room): void {
  const { body, onExit, onFailure } = room.plan;
  if (onExit === undefined && onFailure === undefined) {
    addBody(dag, room, body);
    return;
  }
  const flow = openDag(room.lowering, dag, "flow");
  const last = addBody(flow, room, body, { whole: true });
  flow.outputs.set("ended", {
    type: "STRING",
    output: { valueFromOneof: { parameterSelectors: [addWitness(flow, room, "succeeded", last), addWitness(flow, room, "failed", [])] } },
  });
  const task = addDagTask(flow, dag, "flow", {});
  if (onExit !== undefined) addStep(dag, room, onExit, { after: [task], status: "succeeded" });
  addFailureHandlers(dag, room, { task, onExit, onFailure });
}

/**
 * A container that writes how the flow ended, if it was the last to succeed
 *
 * What the backend itself says of a DAG's end is what its last container saw of it: RUNNING where a branch that was not taken came last, FAILED where an attempt had failed.
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/v2/metadata/client.go (UpdateDAGExecutionsState)
 */
function addWitness(flow: Dag, room: Room, word: "succeeded" | "failed", after: readonly string[]) {
  const producerSubtask = addContainer(flow, {
    name: word === "succeeded" ? "last" : "first",
    title: word === "succeeded" ? "last" : "first",
    path: word === "succeeded" ? "last" : "first",
    image: room.lowering.shellImage,
    words: [
      [literal("/bin/sh")],
      [literal("-c")],
      [literal('printf %s "$1" >"$0"')],
      [{ kind: "place", placeholder: outputFile("ended") }],
      [literal(word)],
    ],
    outputs: { ended: { type: "string" } },
    after,
  });
  return { outputParameterKey: "ended", producerSubtask };
}

/**
 * Handlers of a run that failed: a hook on the task that runs the flow
 *
 * A hook runs whether that task succeeded or failed, and its own failure fails nothing; so it only runs where the run has failed, and after success the handler is a
 * task like any other.
 *
 * Source: argo-workflows v4.0.5, workflow/controller/dag.go (assessDAGPhase); kubeflow/pipelines 2.17.0, backend/src/v2/compiler/argocompiler/dag.go
 */
function addFailureHandlers(
  dag: Dag,
  room: Room,
  {
    task,
    onExit,
    onFailure,
  }: { readonly task: string; readonly onExit: PlannedStep | undefined; readonly onFailure: PlannedStep | undefined },
): void {
  const inner = openDag(room.lowering, dag, "failed");
  const first = onFailure && addStep(inner, room, onFailure, { status: "failed" });
  if (onExit !== undefined) {
    const key = addStep(inner, room, onExit, { status: "failed", after: first === undefined ? [] : [first] });
    const exit = inner.tasks.get(key);
    if (first !== undefined && exit !== undefined)
      inner.tasks.set(key, { ...exit, triggerPolicy: { strategy: "ALL_UPSTREAM_TASKS_COMPLETED" } });
  }
  const ended = wireOf(outputChannel(dag, task, "ended", "ended"), { type: "string" });
  const condition = `${inputValue(capturedInput(inner, ended))} == ${celText("failed")}`;
  addDagTask(inner, dag, "failed", { after: [task], more: { triggerPolicy: { condition, strategy: "ALL_UPSTREAM_TASKS_COMPLETED" } } });
}
