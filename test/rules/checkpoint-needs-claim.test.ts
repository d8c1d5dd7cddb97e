import { expect, it } from "vitest";
import { checkpointNeedsClaim } from "../../compiler/rules/steps/checkpoint-needs-claim.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts a checkpoint where the environment names a claim", () => {
  expect(find(checkpointNeedsClaim, oneStep({ checkpoint: true }), { environment: { checkpoints: { claim: "checkpoints" } } })).toEqual([]);
});

it("reports one where it names none", () => {
  expect(find(checkpointNeedsClaim, oneStep({ checkpoint: true }))).toEqual([
    {
      is: "error check/checkpoint-needs-claim",
      at: "fit 1.checkpoint",
      says: 'Step "fit" keeps a checkpoint, but environment "prod" names no claim for checkpoints.',
      help: 'Write `checkpoints: { claim: "…" }` for "prod" in millwright.config.ts.',
    },
  ]);
});
