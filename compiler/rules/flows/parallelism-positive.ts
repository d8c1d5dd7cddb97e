import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition, type ofNode } from "../rule.ts";

/**
 * Parallelism positive
 *
 * A flow or loop runs at least one thing at a time.
 */
export const parallelismPositive = defineFlowRule({
  code: "check/parallelism-positive",
  severity: "error",
  law: true,
  message: message`${"where"} has a parallelism of ${"found"}, where a whole number from 1 is expected.`,
  why: "With 0 nothing ever runs; some engines take it as no bound instead.",
  help: message`Write how many run at once, or leave \`parallelism\` out.`,
  *find(flow) {
    if (flow.parallelism !== undefined && !isPositive(flow.parallelism))
      yield { at: ofDefinition(flow, "parallelism"), values: { where: `Flow "${flow.name}"`, found: flow.parallelism } };
    for (const node of flow.nodes)
      if (node.kind === "forEach" && !isPositive(node.parallelism))
        yield { at: ofLoop(node), values: { where: `Loop "${node.name}"`, found: node.parallelism } };
  },
});

/** The options of a loop are its third argument. */
function ofLoop({ calls }: Parameters<typeof ofNode>[0]) {
  return { calls, path: [2, "parallelism"] };
}

function isPositive(count: number): boolean {
  return Number.isInteger(count) && count >= 1;
}
