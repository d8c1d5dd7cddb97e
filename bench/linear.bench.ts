/** CPU a flow is the same at 10,000 flows as at 1,000, within 15 %, and no process needs more than 500 MB. */
import { say, seconds } from "./support/claim.ts";
import { leastCosts } from "./support/measure.ts";
import { newPlatform } from "./support/platforms.ts";

const { few, many } = await leastCosts(
  { few: newPlatform(1_000).command(["build"], { cold: true }), many: newPlatform(10_000).command(["build"], { cold: true }) },
  2,
);
say({
  claim: "CPU a flow at 10,000 flows against 1,000",
  value: many.cpu / 10 / few.cpu,
  most: 1.15,
  unit: "×",
  from: `${seconds(many.cpu)} / 10 × ${seconds(few.cpu)}`,
});
say({ claim: "memory of the largest process at 10,000 flows", value: many.memory, most: 500, unit: "MB" });
