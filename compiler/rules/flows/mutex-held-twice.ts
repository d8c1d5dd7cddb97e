import { message } from "../../diagnostics/message.ts";
import type { Flow, Program } from "../../program.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition } from "../rule.ts";
import { type Holder, stepHolders } from "../walk/locks.ts";

/**
 * Mutex held twice
 *
 * A step may not wait for a mutex that its own flow holds, nor a step of a flow that it calls.
 *
 * See docs/meaning.md, rule 24: the concurrency of a called flow does not apply, that of its steps does
 */
export const mutexHeldTwice = defineFlowRule({
  code: "check/mutex-held-twice",
  severity: "error",
  law: true,
  message: message`${"step"} waits for the mutex "${"mutex"}", which flow "${"flow"}" holds as long as it runs.`,
  why: "The step waits for the flow, and the flow for the step: the run never ends.",
  help: message`Name the mutex on the flow or on its steps, not on both.`,
  looksBeyond: true,
  *find(flow, { program }) {
    for (const [position, mutex] of flow.mutexes.entries())
      for (const { holder, index } of waiters(flow, program, mutex))
        yield {
          at: holder.at("mutexes", index),
          values: { step: holder.said, mutex, flow: flow.name },
          extra: { related: [{ message: "The flow holds it here.", at: ofDefinition(flow, "mutexes", position) }] },
        };
  },
});

function* waiters(flow: Flow, program: Program, mutex: string): Iterable<{ readonly holder: Holder; readonly index: number }> {
  for (const inner of withCalled(flow, program))
    for (const holder of stepHolders(inner)) {
      const index = holder.mutexes.indexOf(mutex);
      if (index >= 0) yield { holder, index };
    }
}

/** The flow and all that it calls, directly or not, each once. */
function withCalled(flow: Flow, program: Program): ReadonlySet<Flow> {
  const found = new Set([flow]);
  for (const inner of found)
    for (const node of inner.nodes) {
      if (node.kind !== "call") continue;
      const called = program.flows.find(({ name, origin }) => name === node.flow.name && origin.file === node.flow.file);
      if (called !== undefined) found.add(called);
    }
  return found;
}
