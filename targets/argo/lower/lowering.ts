/** What is at hand, and what grows, while one flow is lowered. */
import type { Diagnostic } from "../../../compiler/diagnostics/diagnostic.ts";
import { typeOf } from "../../../compiler/link/type-of.ts";
import type { Capture, PlannedBody, PlannedBranch, PlannedFlow, PlannedNode } from "../../../compiler/plan.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { expressionKey } from "../../expression-key.ts";
import type { TakeName } from "../../names.ts";
import type { TargetContext } from "../../target.ts";
import { visitExpressions } from "../../visit-expressions.ts";
import type { ArgoOptions } from "../options.ts";
import type { Task, Template, VolumeClaimTemplate } from "../schema.ts";
import type { Callable } from "./callable.ts";
import type { FlowSchedules } from "./schedule-params.ts";
import type { Scope } from "./scope.ts";

export interface Lowering {
  readonly plan: PlannedFlow;
  readonly context: TargetContext<ArgoOptions>;
  readonly schedules: FlowSchedules;
  /** Grows: callers after what they call. */
  readonly templates: Template[];
  readonly diagnostics: Diagnostic[];
  readonly volumeClaims: Map<string, VolumeClaimTemplate>;
  readonly takeName: TakeName;
  readonly dispatch: Dispatch;
  /** Joins by the flow that names them and their branch: grows when a branch asks. */
  readonly joins: Map<PlannedFlow, ReadonlyMap<number, ReadonlyMap<string, Expression>>>;
  /** The name of the template that does nothing, once something calls it. */
  readonly nothingName: { current: string | undefined };
}

/** A DAG template in the making. */
export interface Dag {
  readonly room: Room;
  readonly scope: Scope;
  readonly tasks: Task[];
  readonly takeTaskName: TakeName;
  /** How `depends` says that a node of this body is done. */
  readonly done: Map<number, { readonly succeeded: string; readonly settled: string }>;
}

/** How each kind of node is lowered; bodies hold nodes that hold bodies, so it is handed down. */
export interface Dispatch {
  /** Adds a node to a DAG. */
  readonly addNode: (dag: Dag, node: PlannedNode) => void;
  /** The template of a node that is no branch. */
  readonly callableOf: (room: Room, node: Exclude<PlannedNode, PlannedBranch>, scope: Scope) => Callable;
}

/** The flow whose body is lowered: the flow of the file, or one that it calls, inlined. */
export interface Room {
  readonly lowering: Lowering;
  readonly plan: PlannedFlow;
  /** Before the names of its templates: "prepare-" for a flow inlined by the call "prepare". */
  readonly prefix: string;
  /** Before the paths of its steps: "prepare/". */
  readonly path: string;
  /** Whether its parameters are those of the workflow; those of an inlined flow are handed down. */
  readonly outermost: boolean;
}

/** What an expression is, if it is no value: an artifact, or a folder of gathered ones. */
export function artifactKind(expression: Expression, { flow }: Pick<PlannedFlow, "flow">): "artifact" | "artifacts" | undefined {
  const { type } = typeOf(expression, flow);
  return type === "artifact" || type === "artifacts" ? type : undefined;
}

/** The parameters that a part of an inlined flow uses: they are handed down, like captures. */
export function capturesOf(room: Room, ...parts: readonly unknown[]): readonly Capture[] {
  return room.outermost ? [] : usesOf(room, parts, ({ op }) => op === "param");
}

/** What the outputs of a DAG may need beside its captures: Argo knows no `workflow.*` in them, so parameters and the run come in as inputs. */
export function outputCaptures(room: Room, ...parts: readonly unknown[]): readonly Capture[] {
  return usesOf(room, parts, ({ op }) => op === "param" || op === "run");
}

function usesOf(room: Room, parts: readonly unknown[], wanted: (expression: Expression) => boolean): readonly Capture[] {
  const uses = new Map<string, Capture>();
  visitExpressions(parts, (expression) => {
    if (wanted(expression)) uses.set(expressionKey(expression), { expression, type: typeOf(expression, room.plan.flow) });
  });
  return [...uses.values()];
}

/** Whether something in a body must know at which item it is: checkpoints and gathered artifacts lie at a path that holds it. */
export function needsPosition(body: PlannedBody, plan: PlannedFlow): boolean {
  return body.nodes.some((node) => nodeNeedsPosition(node, plan));
}

function nodeNeedsPosition(node: PlannedNode, plan: PlannedFlow): boolean {
  switch (node.kind) {
    case "step":
      return node.node.checkpoint;
    case "forEach":
      return gathersArtifacts(node.body, plan) || needsPosition(node.body, plan);
    case "repeatUntil":
      return needsPosition(node.body, plan);
    case "branch":
      return node.cases.some(({ body }) => needsPosition(body, plan));
    case "call": {
      const callee = plan.called[node.flow];
      return callee !== undefined && needsPosition(callee.body, callee);
    }
    default:
      return false;
  }
}

/** Whether the body of a loop hands out artifacts. */
export function gathersArtifacts(body: PlannedBody, plan: PlannedFlow): boolean {
  return body.exports.some(({ expression }) => artifactKind(expression, plan) !== undefined);
}
