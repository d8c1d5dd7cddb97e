import { message } from "../../diagnostics/message.ts";
import type { Flow, ForEach } from "../../program.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { knownLength } from "./known-length.ts";

const most = 10_000;

/**
 * Loop width
 *
 * A loop, multiplied by the loops around it, runs its body at most 10,000 times.
 *
 * Lists that are known only at run time count as one item.
 */
export const loopWidth = defineFlowRule({
  code: "check/loop-width",
  severity: "warning",
  message: message`Loop "${"loop"}" runs its body ${"times"} times, where at most ${"most"} are expected.`,
  why: "Each time is a pod and an entry in the run's record: engines keep the record in one object, and stop where it is full.",
  help: message`Give each item more work, such as a hundred files at a time.`,
  *find(flow) {
    for (const node of flow.nodes) {
      if (node.kind !== "forEach") continue;
      const outer = timesAround(flow, node);
      const times = outer * (knownLength(node.items) ?? 1);
      if (times > most && outer <= most) yield { at: { calls: node.calls, path: [1] }, values: { loop: node.name, times, most } };
    }
  },
});

function timesAround(flow: Flow, loop: ForEach): number {
  let times = 1;
  let owner = flow.nodes[flow.bodies[loop.body]?.owner ?? -1];
  while (owner !== undefined) {
    if (owner.kind === "forEach") times *= knownLength(owner.items) ?? 1;
    owner = flow.nodes[flow.bodies[owner.body]?.owner ?? -1];
  }
  return times;
}
