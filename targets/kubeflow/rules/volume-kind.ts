import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { definePlanRule } from "./kubeflow-rule.ts";

/**
 * Volume kind
 *
 * A volume is one that a pipeline can mount as it is meant.
 */
export const volumeKind = definePlanRule({
  code: "kubeflow/volume-kind",
  severity: "error",
  message: message`Volume "${"volume"}" of step "${"step"}" is ${"what"}.`,
  why: "A pipeline mounts claims that exist, always for writing, and makes none that lasts for a run and goes with it.",
  help: message`Mount a claim that exists, without \`readOnly\`, or hand files on as artifacts.`,
  *find({ plan }) {
    for (const { node } of stepsOf(plan)) {
      for (const [volume, wanted] of Object.entries(node.volumes)) {
        const what =
          "perRun" in wanted ? "made for each run" : "claim" in wanted && wanted.readOnly ? "a claim that may only be read" : undefined;
        if (what !== undefined) yield { at: ofNode(node, "volumes", volume), values: { volume, step: node.name, what } };
      }
    }
  },
});
