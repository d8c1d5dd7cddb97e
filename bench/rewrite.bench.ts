/** `millwright remediate` in a platform of 1,000 files: beyond a check that takes the rest from the cache, a confirmed edit costs less than 1.5 s. */
import fs from "node:fs";
import path from "node:path";
import { say, seconds } from "./support/claim.ts";
import { leastCosts } from "./support/measure.ts";
import { newPlatform } from "./support/platforms.ts";

const platform = newPlatform(1_000);
const record = path.join(platform.folder, "run.json");
const limits = { memory: "64Gi" };
const attempt = { startedAt: "2026-11-24T03:15:00Z", finishedAt: "2026-11-24T03:20:00Z", exitCode: 137, reason: "OOMKilled", limits };
fs.writeFileSync(
  record,
  JSON.stringify({
    formatVersion: 1,
    id: "flow-00042-20261124t031500z-7f3a",
    flow: "flow-00042",
    engine: "local",
    environment: "prod",
    program: "1",
    commit: null,
    status: "failed",
    startedAt: attempt.startedAt,
    finishedAt: attempt.finishedAt,
    params: {},
    steps: [{ step: "train", path: "train", status: "failed", attempts: [attempt], inputs: {}, outputs: {} }],
  }),
);
const { check, remediate } = await leastCosts(
  { check: platform.command(["check"]), remediate: platform.command(["remediate", record, "--json"]) },
  3,
);
say({
  claim: "a confirmed edit in 1,000 files, beyond a check (CPU)",
  value: remediate.cpu - check.cpu,
  most: 1.5,
  unit: "s",
  from: `${seconds(remediate.cpu)} - ${seconds(check.cpu)}`,
});
