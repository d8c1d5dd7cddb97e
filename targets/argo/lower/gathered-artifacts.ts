/**
 * Artifacts of the items of a loop, as one folder
 *
 * Argo gathers no artifacts, but a key prefix can be read as a folder. So each item's artifact is put under `<run>/<uid>/gathered/<loop>/<output>/<position>`. A step
 * cannot write there itself: a failed attempt would leave files under the same key. A task after it does, in a small pod of its own: the step's image may be large, its
 * registry private, and its user, node and sizes are no concern of what only hands files from one key to another.
 *
 * What a loop in a loop gathers lies there already, at positions such as `00003/00001`; what passed through a branch, a call or rounds on its way is copied.
 * A store has no empty folders, so a folder of folders travels with its shape, from which the command of the step that reads it makes those that are missing.
 */
import type { PlannedForEach } from "../../../compiler/plan.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import { captureName } from "../../capture-name.ts";
import { expressionKey } from "../../expression-key.ts";
import { uniqueNames } from "../../names.ts";
import { located } from "./artifact-location.ts";
import type { Callable, Take } from "./callable.ts";
import { quoted } from "./expr-text.ts";
import { artifactKind, type Room } from "./lowering.ts";
import { pendingTimeout } from "./pending-timeout.ts";
import { type Rendered, render, textOf } from "./render.ts";
import type { Scope } from "./scope.ts";

const path = "/millwright/inputs/artifact";

/** An artifact, or a folder of them, that the body of a loop hands out. */
export interface GatheredArtifact {
  readonly expression: Expression;
  /** Its name in keys and outputs; no other of the same loop has it. */
  readonly name: string;
  /** How many loops gathered it within the body: 0 is one artifact. */
  readonly depth: number;
  /** Whether the inner loops put it where this one looks for it. */
  readonly inPlace: boolean;
  /** The folder of all of it, below the run and without positions. */
  readonly folder: string;
}

/** What the body of a loop hands out that is no value. */
export function gatheredArtifacts(room: Room, { body, path: loopPath }: PlannedForEach): readonly GatheredArtifact[] {
  const takeName = uniqueNames();
  return body.exports.flatMap(({ expression, type }) => {
    const kind = artifactKind(expression, room.plan);
    if (kind === undefined) return [];
    const name = takeName(captureName(expression, room.plan.flow));
    const inner = innerLoop(body.nodes, expression);
    const home = inner && gatheredArtifacts(room, inner.loop).find((of) => expressionKey(of.expression) === expressionKey(inner.of));
    return [
      {
        expression,
        name,
        depth: type.type === "artifacts" ? type.depth : 0,
        inPlace: home !== undefined,
        folder: home?.folder ?? `gathered/${room.path}${loopPath}/${name}`,
      },
    ];
  });
}

/** The loop of these nodes that gathers the expression as it is. */
function innerLoop(
  nodes: PlannedForEach["body"]["nodes"],
  expression: Expression,
): { readonly loop: PlannedForEach; readonly of: Expression } | undefined {
  if (expression.op !== "gather") return undefined;
  const loop = nodes.find((node): node is PlannedForEach => node.kind === "forEach" && node.node.id === expression.loop);
  return loop && { loop, of: expression.of };
}

/** The key below the run at which an artifact or a folder lies: the loop's folder, and the position within loops. */
export function folderKey({ folder }: GatheredArtifact, position: Rendered | undefined): string {
  return position === undefined ? quoted(folder) : `${quoted(`${folder}/`)} + ${textOf(position)}`;
}

/** A folder as it travels: its key, or, where it holds folders, a list of its key and its shape; \`shape\` is an expression that gives data. */
export function gatheredFolder(gathered: GatheredArtifact, position: Rendered | undefined, shape: string): Rendered {
  const depth = gathered.depth + 1;
  const type: ValueType = { type: "artifacts", format: "", depth };
  const key = folderKey(gathered, position);
  return { type, form: "text", source: depth === 1 ? key : `toJson([${key}, ${shape}])` };
}

/** The type of a shape: how many items the outermost loop had or, of three loops, how many each of its items had, and so on. */
export function shapeType(depth: number): ValueType {
  return depth <= 2 ? { type: "integer" } : { type: "list", item: shapeType(depth - 1) };
}

/** An expression that gives the data of a folder's shape. */
export function shapeOf(folder: Rendered): string {
  return `fromJSON(${textOf(folder)})[1]`;
}

/** A folder's key, as an argument. */
export function keyTake(expression: Expression, depth: number, name: string): Take {
  return depth === 1 ? { name, kind: "value", expression } : partTake(expression, name, (folder) => `fromJSON(${textOf(folder)})[0]`);
}

/** The shape of a folder of folders, as an argument. */
export function shapeTake(expression: Expression, name: string): Take {
  return partTake(expression, name, (folder) => `toJson(${shapeOf(folder)})`);
}

function partTake(expression: Expression, name: string, source: (folder: Rendered) => string): Take {
  const value = (caller: Scope): Rendered => ({ type: { type: "string" }, form: "text", source: source(render(expression, caller)) });
  return { name, kind: "rendered", value };
}

/** The key in the store of what lies at an input below the run. Names of runs may come again, and what an earlier one left must not be read. */
export function storedKey(input: string): string {
  return `{{workflow.name}}/{{workflow.uid}}/{{inputs.parameters.${input}}}`;
}

/** The template that puts what an item gave where the loop gathers it. */
export function gatherTemplate(room: Room, gathered: GatheredArtifact): Callable {
  const { templates, takeName, context } = room.lowering;
  const { expression, depth } = gathered;
  const name = takeName(`${room.prefix}gather-${gathered.name}`);
  const takes: readonly Take[] = [
    depth === 0 ? { name: "artifact", kind: "artifact", expression } : keyTake(expression, depth, "from"),
    {
      name: "key",
      kind: "rendered",
      value: ({ position }) => ({ type: { type: "string" }, form: "text", source: folderKey(gathered, position) }),
    },
  ];
  const parameters = takes.flatMap(({ kind, name: input }) => (kind === "artifact" ? [] : [{ name: input }]));
  templates.push({
    name,
    inputs: {
      parameters,
      artifacts: [{ name: "artifact", path, ...(depth > 0 && { optional: true, ...located(storedKey("from"), context.environment) }) }],
    },
    outputs: { artifacts: [{ name: "artifact", path, archive: { none: {} }, ...located(storedKey("key"), context.environment) }] },
    retryStrategy: { limit: "3", retryPolicy: "Always" },
    ...pendingTimeout(context.options, undefined),
    container: {
      image: context.options.helperImage,
      command: ["/bin/sh", "-c", "exit 0"],
      resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    },
  });
  return { template: name, takes, gives: [] };
}
