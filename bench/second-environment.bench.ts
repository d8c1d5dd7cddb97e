/** A second environment costs at most 0.3 of the first. */
import { say, seconds } from "./support/claim.ts";
import { leastCosts } from "./support/measure.ts";
import { newPlatform } from "./support/platforms.ts";

const { one, two } = await leastCosts(
  {
    one: newPlatform(1_000, ["prod"]).command(["build"], { cold: true }),
    two: newPlatform(1_000, ["prod", "staging"]).command(["build"], { cold: true }),
  },
  5,
);
say({
  claim: "a second environment against the first",
  value: (two.cpu - one.cpu) / one.cpu,
  most: 0.3,
  unit: "×",
  from: `${seconds(two.cpu)} for two, ${seconds(one.cpu)} for one`,
});
