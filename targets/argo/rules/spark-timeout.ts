import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { defineArgoRule } from "./argo-rule.ts";

/**
 * Spark timeout
 *
 * A Spark application has no bound on its running time: neither Argo nor the Spark operator stops it.
 */
export const sparkTimeout = defineArgoRule({
  code: "argo/spark-timeout",
  severity: "error",
  message: message`Spark application "${"step"}" has the timeout "${"timeout"}", which nothing on Argo enforces.`,
  why: "Argo would stop watching the application, and the application would run on.",
  help: message`Leave \`timeout\` out, and give the flow a \`timeout\`.`,
  *find({ plan }) {
    for (const { node } of stepsOf(plan)) {
      const { timeout } = node;
      if (node.program.kind === "spark" && timeout !== undefined)
        yield { at: ofNode(node, "timeout"), values: { step: node.name, timeout } };
    }
  },
});
