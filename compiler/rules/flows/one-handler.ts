import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofName } from "../rule.ts";

/**
 * One handler
 *
 * A flow has at most one exit handler and at most one failure handler.
 *
 * See docs/meaning.md, rule 18
 */
export const oneHandler = defineFlowRule({
  code: "check/one-handler",
  severity: "error",
  law: true,
  message: message`Flow "${"flow"}" has a second \`${"kind"}\`, "${"second"}", beside "${"first"}".`,
  why: "An engine runs one of each, and which of two it would be is nowhere said.",
  help: message`Let "${"first"}" do both.`,
  *find(flow) {
    for (const kind of ["onExit", "onFailure"] as const) {
      const [first, ...others] = flow.nodes.filter((node) => node.kind === kind);
      if (first === undefined) continue;
      for (const second of others)
        yield {
          at: ofName(second),
          values: { flow: flow.name, kind, first: first.name, second: second.name },
          extra: { related: [{ message: "The first is here.", at: ofName(first) }] },
        };
    }
  },
});
