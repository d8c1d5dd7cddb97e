import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Spot needs infrastructure retry
 *
 * A step that may land on spot capacity is repeated when its node is taken away.
 *
 * See docs/meaning.md, rule 16
 */
export const spotNeedsInfrastructureRetry = defineStepRule({
  code: "check/spot-needs-infrastructure-retry",
  severity: "error",
  law: true,
  needs: ["retry"],
  message: message`Step "${"step"}" may land on spot capacity of pool "${"pool"}", and has ${"found"}.`,
  why: "Spot nodes are taken away at any time. Without a retry of lost pods the flow fails then.",
  help: message`Write \`retry: { limit: 3, on: "infrastructure" }\`, or take "spot" out of \`capacity\`.`,
  *find(step, _, { pool }) {
    const { gpu } = step.resources;
    const at = gpu?.capacity.indexOf("spot") ?? -1;
    // A pool without spot capacity is told by check/capacity-of-pool.
    if (gpu === undefined || at < 0 || pool(gpu.pool)?.capacity.spot === undefined) return;
    const { retry } = step;
    if (retry !== undefined && retry.on !== "failure" && retry.limit >= 1) return;
    const found =
      retry === undefined ? "no retry" : retry.on === "failure" ? 'a retry on "failure" only' : `a retry limit of ${retry.limit}`;
    const help = step.idempotent
      ? {}
      : { extra: { help: 'A step that is not idempotent may not be repeated: take "spot" out of `capacity`.' } };
    yield { at: ofNode(step, "resources", "gpu", "capacity", at), values: { step: step.name, pool: gpu.pool, found }, ...help };
  },
});
