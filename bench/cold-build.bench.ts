/**
 * A cold build, all checks included, costs at most 2.2 times the CPU of a program that checks nothing; for one flow at most 3.6 times
 *
 * 3.6 times is 0.25 s where that program takes 0.07 s, which is where the bound was set.
 */
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
say({
  claim: "cold build of one flow against the floor",
  value: one.ours.cpu / one.floor.cpu,
  most: 3.6,
  unit: "×",
  from: `${seconds(one.ours.cpu)} / ${seconds(one.floor.cpu)}`,
});
