import { message } from "../../diagnostics/message.ts";
import { list } from "../../diagnostics/suggest.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Capacity of pool
 *
 * A step names only kinds of capacity that its pool has, and at least one. Spot capacity is never meant unless the step names it.
 */
export const capacityOfPool = defineStepRule({
  code: "check/capacity-of-pool",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" has ${"found"}, but pool "${"pool"}" has ${"held"}.`,
  why: "No node of the pool would answer to that, so the pod would stay Pending.",
  help: message`Write in \`capacity\` what the pool has: ${"held"}.`,
  *find(step, _, { pool }) {
    const { gpu } = step.resources;
    const kinds = gpu && pool(gpu.pool)?.capacity;
    if (gpu === undefined || kinds === undefined) return;
    const held = Object.keys(kinds);
    if (held.length === 0) return; // check/pool-has-capacity
    const said = { step: step.name, pool: gpu.pool, held: list(held, "and") };
    if (gpu.capacity.length === 0)
      yield { at: ofNode(step, "resources", "gpu"), values: { ...said, found: "no kind of capacity that it may use" } };
    for (const [index, kind] of gpu.capacity.entries())
      if (!held.includes(kind))
        yield { at: ofNode(step, "resources", "gpu", "capacity", index), values: { ...said, found: `capacity "${kind}"` } };
  },
});
