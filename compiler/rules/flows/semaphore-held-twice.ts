import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { semaphoreName, stepHolders } from "../walk/locks.ts";

/**
 * Semaphore held twice
 *
 * A step does not wait for a semaphore of which its own flow holds a place.
 */
export const semaphoreHeldTwice = defineFlowRule({
  code: "check/semaphore-held-twice",
  severity: "warning",
  message: message`${"step"} waits for the semaphore "${"semaphore"}", of which flow "${"flow"}" holds a place as long as it runs.`,
  why: "As soon as as many runs are under way as the semaphore has places, all of them wait for ever.",
  help: message`Name the semaphore on the flow or on its steps, not on both.`,
  *find(flow) {
    const held = new Set(flow.semaphores.map(semaphoreName));
    if (held.size === 0) return;
    for (const { said, semaphores, at } of stepHolders(flow))
      for (const [index, semaphore] of semaphores.entries()) {
        const name = semaphoreName(semaphore);
        if (held.has(name)) yield { at: at("semaphores", index), values: { step: said, semaphore: name, flow: flow.name } };
      }
  },
});
