/**
 * A diamond: one step fans out to two, and a fourth waits for both.
 *
 * Redoes dag-diamond.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const dagDiamond = flow("dag-diamond", { owner: "platform-team" }, ({ step }) => {
  const busybox = image("busybox");
  const prepare = step("prepare", { image: busybox, command: () => ["echo", "prepare"] });
  const index = step("index", { image: busybox, after: [prepare], command: () => ["echo", "index"] });
  const summarise = step("summarise", { image: busybox, after: [prepare], command: () => ["echo", "summarise"] });
  step("publish", { image: busybox, after: [index, summarise], command: () => ["echo", "publish"] });
});
