/** A build after one of 1,000 flows changed costs less than a third of a cold one; a check of one file of them takes less than 0.7 s. */
import fs from "node:fs";
import path from "node:path";
import { say, seconds } from "./support/claim.ts";
import { leastCosts } from "./support/measure.ts";
import { newPlatform } from "./support/platforms.ts";

const platform = newPlatform(1_000);
const file = path.join(platform.folder, "flows/flow-00042.flow.ts");
let round = 0;
/** Another default each time: a real change, with a new artifact. */
const change = () => {
  round += 1;
  fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace(/sales-00042[^"]*/, `sales-00042-${round}`));
};
const { cold, second, check } = await leastCosts(
  {
    cold: platform.command(["build"], { cold: true }),
    second: platform.command(["build"], { before: change }),
    check: platform.command(["check", "--select", "path:flows/flow-00042.flow.ts"], { before: change }),
  },
  5,
);
say({
  claim: "a build after one of 1,000 flows changed, against a cold one",
  value: second.cpu / cold.cpu,
  most: 0.333,
  unit: "×",
  from: `${seconds(second.cpu)} / ${seconds(cold.cpu)}`,
});
say({ claim: "a check of one file of 1,000 (CPU)", value: check.cpu, most: 0.7, unit: "s" });
