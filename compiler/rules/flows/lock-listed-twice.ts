import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { flowHolder, semaphoreName, stepHolders } from "../walk/locks.ts";
import { repeated } from "../walk/repeated.ts";

/**
 * Lock listed twice
 *
 * A flow or step names each of its mutexes and semaphores once.
 */
export const lockListedTwice = defineFlowRule({
  code: "check/lock-listed-twice",
  severity: "error",
  law: true,
  message: message`${"holder"} names ${"kind"} "${"lock"}" twice.`,
  why: "It would wait for the second place while it holds the first, some engines for ever.",
  help: message`Name it once.`,
  *find(flow) {
    for (const { said, mutexes, semaphores, at } of [flowHolder(flow), ...stepHolders(flow)]) {
      for (const index of repeated(mutexes))
        yield { at: at("mutexes", index), values: { holder: said, kind: "the mutex", lock: mutexes[index] ?? "" } };
      const names = semaphores.map(semaphoreName);
      for (const index of repeated(names))
        yield { at: at("semaphores", index), values: { holder: said, kind: "the semaphore", lock: names[index] ?? "" } };
    }
  },
});
