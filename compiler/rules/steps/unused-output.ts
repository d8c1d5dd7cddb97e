import { message } from "../../diagnostics/message.ts";
import { isStep } from "../../program.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofNode } from "../rule.ts";
import { usesOf } from "../walk/expressions.ts";

/**
 * Unused output
 *
 * An output is used by another step or returned by the flow.
 *
 * What the body of a loop or branch returns counts only if something outside takes it.
 */
export const unusedOutput = defineFlowRule({
  code: "check/unused-output",
  severity: "warning",
  message: message`Nothing uses the output "${"output"}" of step "${"step"}".`,
  why: "It is written, checked and stored in every run. Often another step was meant to read it.",
  help: message`Use it, return it from the flow, or remove it from \`outputs\`.`,
  *find(flow) {
    const used = usesOf(flow)?.outputs;
    if (used === undefined) return;
    for (const node of flow.nodes) {
      if (!isStep(node)) continue;
      for (const output of Object.keys(node.outputs))
        if (!used.has(`${node.id}.${output}`)) yield { at: ofNode(node, "outputs", output), values: { step: node.name, output } };
    }
  },
});
