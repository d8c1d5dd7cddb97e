/** The inside of a step's template: what its own texts may name. */
import { typeOf } from "../../../compiler/link/type-of.ts";
import type { PlannedStep } from "../../../compiler/plan.ts";
import type { ShapedFolder } from "../../../compiler/shell/shaped-folders.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { captureName } from "../../capture-name.ts";
import { expressionKey } from "../../expression-key.ts";
import { uniqueNames } from "../../names.ts";
import type { InputArtifact } from "../schema.ts";
import { located } from "./artifact-location.ts";
import type { Take } from "./callable.ts";
import { inputPath, outputPath } from "./command.ts";
import { positionTake } from "./dag.ts";
import { keyTake, shapeTake, storedKey } from "./gathered-artifacts.ts";
import { capturesOf, type Room } from "./lowering.ts";
import { fromVariable, literal, type Rendered, render } from "./render.ts";
import { innerScope, type Scope, seen } from "./scope.ts";

export interface StepInside {
  readonly scope: Scope;
  readonly takes: readonly Take[];
  readonly artifacts: readonly InputArtifact[];
  /** Folders of folders, in which empty ones are still to be made. */
  readonly folders: readonly ShapedFolder[];
  /** The input that says at which items the step is, where it must know. */
  readonly position: string | undefined;
}

/** What a step's own texts may name: its inputs, paths, and the values from outside that it uses, as further inputs. */
export function insideOf(room: Room, planned: PlannedStep, outer: Scope): StepInside {
  const { node, retry } = planned;
  const scope = innerScope(outer, undefined);
  const know = (expression: Expression, value: Rendered): void => void scope.values.set(expressionKey(expression), value);
  const takes: Take[] = [];
  const artifacts: InputArtifact[] = [];
  const folders: ShapedFolder[] = [];
  const takeName = uniqueNames(...Object.keys(node.inputs));
  const position = takeName("position");
  const positioned = node.checkpoint && outer.position !== undefined;
  for (const [input, expression] of Object.entries(node.inputs)) {
    const type = typeOf(expression, room.plan.flow);
    if (type.type !== "artifact" && type.type !== "artifacts") {
      takes.push({ name: input, kind: "value", expression });
      know({ op: "input", name: input }, fromVariable(["inputs", "parameters", input], render(expression, outer).type));
      continue;
    }
    const path = inputPath(input);
    know({ op: "inputPath", name: input }, { ...literal(path), tag: `inputs.artifacts.${input}.path` });
    if (type.type === "artifact") {
      takes.push({ name: input, kind: "artifact", expression });
      artifacts.push({ name: input, path, ...forEveryUser });
    } else {
      const key = takeName(`${input}-key`);
      takes.push(keyTake(expression, type.depth, key));
      // An empty loop left nothing under the key: the folder is there and empty.
      artifacts.push({ name: input, path, optional: true, ...forEveryUser, ...located(storedKey(key), room.lowering.context.environment) });
      if (type.depth === 1) continue;
      const shape = takeName(`${input}-shape`);
      takes.push(shapeTake(expression, shape));
      folders.push({ path, shape: `{{inputs.parameters.${shape}}}` });
    }
  }
  for (const { expression, type } of [...planned.uses, ...capturesOf(room, node)]) {
    if (scope.values.has(expressionKey(expression))) continue;
    const name = takeName(captureName(expression, room.plan.flow));
    takes.push({ name, kind: "value", expression });
    know(expression, fromVariable(["inputs", "parameters", name], type));
  }
  for (const output of Object.keys(node.outputs)) know({ op: "outputPath", name: output }, literal(outputPath(output)));
  know({ op: "run", field: "attempt" }, retry.limit > 0 ? attempt : literal(1));
  if (node.checkpoint) know({ op: "checkpointPath" }, literal("/millwright/checkpoint"));
  if (positioned) takes.push({ ...positionTake(), name: position });
  if (node.kind === "onExit" || node.kind === "onFailure") {
    takes.push({ name: takeName("status"), kind: "rendered", value: (caller) => seen(caller, { op: "status" }) ?? literal("failed") });
    know(
      { op: "status" },
      fromVariable(["inputs", "parameters", "status"], { type: "string", enum: ["succeeded", "failed", "cancelled"] }),
    );
  }
  return { scope, takes, artifacts, folders, position: positioned ? position : undefined };
}

/**
 * The executor makes what it loads its own: files 0600 and folders 0700 of root, which an image with another user could not read. Of a step in an image that runs as
 * root nothing is read-only either, so all users may do all; the folder is the pod's own.
 */
const forEveryUser = { mode: 0o777, recurseMode: true } as const;

const attempt: Rendered = { type: { type: "integer" }, form: "data", source: "int(retries) + 1" };
