import assert from "node:assert/strict";
import { test } from "node:test";
import { fail, ok, simulate } from "millwright/testing";
import { churn } from "./churn.flow.ts";

/** What the steps give, by their names; artifacts need no value. */
const steps = { plan: { shards: [{ uri: "a" }, { uri: "b" }] }, fit: { auc: 0.9 } };
const params = { day: "2026-11-24" };

test("a model that is good enough is published", () => {
  const run = simulate(churn, { params, steps });
  assert.equal(run.status, "succeeded");
  assert.deepEqual(run.order, ["plan", "per-shard[0]/count", "per-shard[1]/count", "fit", "publish"]);
});

test("a model that is not good enough is left", () => {
  const run = simulate(churn, { params, steps: { ...steps, fit: { auc: 0.5 } } });
  assert.equal(run.step("publish").status, "skipped");
});

test("a shard whose node was lost is counted again", () => {
  const run = simulate(churn, { params, steps: { ...steps, "per-shard[1]/count": [fail("Evicted"), ok()] } });
  assert.equal(run.step("per-shard[1]/count").attempts.length, 2);
  assert.equal(run.status, "succeeded");
});

test("a run at night is about the day that has begun in Stockholm", () => {
  const run = simulate(churn, { scheduledAt: "2026-11-24T23:30:00Z", steps });
  assert.ok(run.step("plan").command.includes("--day=2026-11-25"));
});
