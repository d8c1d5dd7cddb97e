/** A cold build, all checks included, costs at most 2.2 times the CPU of a program that checks nothing, and at most 0.25 s for one flow. */
import { say, seconds } from "./support/claim.ts";
import { leastCosts } from "./support/measure.ts";
import { newFloor, newPlatform } from "./support/platforms.ts";

const build = (count: number) => newPlatform(count).command(["build"], { cold: true });

const many = await leastCosts({ floor: newFloor(1_000), ours: build(1_000) }, 5);
say({
  claim: "cold build of 1,000 flows against the floor",
  value: many.ours.cpu / many.floor.cpu,
  most: 2.2,
  unit: "×",
  from: `${seconds(many.ours.cpu)} / ${seconds(many.floor.cpu)}`,
});

const one = await leastCosts({ floor: newFloor(1), ours: build(1) }, 15);
say({ claim: "cold build of one flow", value: one.ours.cpu, most: 0.25, unit: "s", from: `the floor takes ${seconds(one.floor.cpu)}` });
