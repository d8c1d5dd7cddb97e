import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { artifactKind } from "../lower/lowering.ts";
import { producingStep } from "../lower/producing-step.ts";
import { defineArgoRule } from "./argo-rule.ts";

/**
 * Spark artifact
 *
 * Artifacts of a Spark application are read by their address, not as files.
 */
export const sparkArtifact = defineArgoRule({
  code: "argo/spark-artifact",
  severity: "error",
  message: message`Input "${"input"}" of step "${"step"}" is an artifact of the Spark application "${"spark"}", which Argo did not write.`,
  why: "A Spark application writes to its own storage, outside of Argo's artifacts.",
  help: message`Read the storage in the step's command: the address is the storage, the run's id and the name of the output, joined by slashes.`,
  *find({ plan }) {
    for (const { node, flow } of stepsOf(plan)) {
      for (const [input, expression] of Object.entries(node.inputs)) {
        if (artifactKind(expression, { flow }) === undefined) continue;
        const producer = producingStep(expression, { flow, called: plan.called });
        if (producer?.kind === "spark")
          yield { at: ofNode(node, "inputs", input), values: { input, step: node.name, spark: producer.name } };
      }
    }
  },
});
