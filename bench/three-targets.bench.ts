/** A build of 1,000 flows for all three targets costs at most 1.8 times the CPU of one for Argo alone. */
import { say, seconds } from "./support/claim.ts";
import { leastCosts } from "./support/measure.ts";
import { newPortablePlatform } from "./support/platforms.ts";

const build = (targets: readonly string[]) => newPortablePlatform(1_000, targets).command(["build"], { cold: true });

const { argo, three } = await leastCosts({ argo: build(["argo"]), three: build(["argo", "kubeflow", "maestro"]) }, 5);
say({
  claim: "a build for three targets against Argo alone",
  value: three.cpu / argo.cpu,
  most: 1.8,
  unit: "×",
  from: `${seconds(three.cpu)} / ${seconds(argo.cpu)}`,
});
