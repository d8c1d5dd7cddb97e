import { parseMemory } from "../../../schema/words/quantities.ts";
import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Shared memory within memory
 *
 * A step's shared memory is part of its memory, and less than it.
 *
 * See https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
 */
export const sharedMemoryWithinMemory = defineStepRule({
  code: "check/shared-memory-within-memory",
  severity: "error",
  message: message`Step "${"step"}" has shared memory ${"shared"}, but memory ${"memory"} in all.`,
  why: "What is written to /dev/shm counts as memory of the container: the attempt would end as out of memory before /dev/shm is full.",
  help: message`Ask for more memory than ${"shared"}, or for less shared memory.`,
  *find(step) {
    const { sharedMemory, memory } = step.resources;
    if (sharedMemory === undefined || memory === undefined) return;
    const [shared, all] = [parseMemory(sharedMemory), parseMemory(memory)];
    if (shared === undefined || all === undefined || shared < all) return;
    yield { at: ofNode(step, "resources", "sharedMemory"), values: { step: step.name, shared: sharedMemory, memory } };
  },
});
