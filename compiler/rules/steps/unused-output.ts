import { message } from "../../diagnostics/message.ts";
import { isStep } from "../../program.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofNode } from "../rule.ts";
import { usesOf } from "../walk/expressions.ts";
import { isSound } from "../walk/is-sound.ts";

/**
 * Unused output
 *
 * An output is used by another step or returned by the flow.
 *
 * What the body of a loop or branch returns counts only if something outside takes it. What a Spark application writes lies at an address that anyone may read.
 */
export const unusedOutput = defineFlowRule({
  code: "check/unused-output",
  severity: "warning",
  message: message`Nothing uses the output "${"output"}" of step "${"step"}".`,
  why: "It is written, checked and stored in every run. Often another step was meant to read it.",
  help: message`Use it, return it from the flow, or remove it from \`outputs\`.`,
  looksBeyond: true,
  *find(flow, { plans }) {
    const used = usesOf(flow)?.outputs;
    if (used === undefined) return;
    const steps = flow.nodes.filter(isStep).filter(({ kind }) => kind !== "spark");
    const unused = steps.flatMap((step) =>
      Object.keys(step.outputs)
        .filter((output) => !used.has(`${step.id}.${output}`))
        .map((output) => ({ step, output })),
    );
    if (unused.length === 0 || !isSound(flow, plans)) return;
    for (const { step, output } of unused) yield { at: ofNode(step, "outputs", output), values: { step: step.name, output } };
  },
});
