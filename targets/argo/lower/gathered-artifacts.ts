/**
 * Artifacts of the items of a loop, as one folder
 *
 * Argo gathers no artifacts, but a key prefix can be read as a folder. So each item's artifact is put under `<run>/gathered/<loop>/<output>/<position>`. A step
 * cannot write there itself: a failed attempt would leave files under the same key. A task after it does, with the step's own image and nothing but `/bin/sh`.
 */
import { invariant } from "../../../compiler/invariant.ts";
import { isStep } from "../../../compiler/program.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { located } from "./artifact-location.ts";
import type { Callable } from "./dag.ts";
import { captureName } from "./dag.ts";
import { quoted } from "./expr-text.ts";
import { producerOf, type Room } from "./lowering.ts";
import { type Rendered, textOf } from "./render.ts";

const path = "/millwright/inputs/artifact";

/** The template that puts an item's artifact where the loop gathers it. */
export function gatherTemplate(room: Room, loopPath: string, expression: Expression): Callable {
  const { templates, takeName, context } = room.lowering;
  const name = takeName(`${room.prefix}gather-${captureName(expression, room.plan.flow)}`);
  const producer = producerOf(expression, room.plan.flow.nodes);
  const image = producer !== undefined && isStep(producer) ? producer.image.reference : imageOfCall(room, producer);
  templates.push({
    name,
    inputs: { parameters: [{ name: "key" }], artifacts: [{ name: "artifact", path }] },
    outputs: {
      artifacts: [{ name: "artifact", path, archive: { none: {} }, ...located("{{inputs.parameters.key}}", context.environment) }],
    },
    retryStrategy: { limit: "3", retryPolicy: "Always" },
    container: { image, command: ["/bin/sh", "-c", "exit 0"] },
  });
  return {
    template: name,
    takes: [
      { name: "artifact", kind: "artifact", expression },
      { name: "key", kind: "rendered", value: ({ position }) => keyOf(room, loopPath, expression, position) },
    ],
    gives: [],
  };
}

function imageOfCall(room: Room, producer: ReturnType<typeof producerOf>): string {
  const callee = producer?.kind === "call" ? room.plan.called.find(({ flow }) => flow.name === producer.flow.name) : undefined;
  const step = callee?.flow.nodes.find(isStep);
  invariant(step !== undefined, "an artifact comes from a step");
  return step.image.reference;
}

/** What the loop hands out: the key below which its artifacts lie. */
export function gatheredFolder(room: Room, loopPath: string, expression: Expression, position: Rendered | undefined): Rendered {
  return keyOf(room, loopPath, expression, position);
}

function keyOf(room: Room, loopPath: string, expression: Expression, position: Rendered | undefined): Rendered {
  const key = `/gathered/${room.path}${loopPath}/${captureName(expression, room.plan.flow)}`;
  const inside = position === undefined ? "" : ` + '/' + ${textOf(position)}`;
  return { type: { type: "artifacts", format: "", depth: 1 }, form: "text", source: `workflow.name + ${quoted(key)}${inside}` };
}
