/**
 * A diamond with a message: the flow that dag-nested calls four times.
 *
 * The inner template of dag-nested.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const dagNestedDiamond = flow(
  "dag-nested-diamond",
  { owner: "platform-team", params: { message: z.string() } },
  ({ params, step }) => {
    const busybox = image("busybox");
    const top = step("top", { image: busybox, command: () => ["echo", `${params.message}: top`] });
    const left = step("left", { image: busybox, after: [top], command: () => ["echo", `${params.message}: left`] });
    const right = step("right", { image: busybox, after: [top], command: () => ["echo", `${params.message}: right`] });
    step("bottom", { image: busybox, after: [left, right], command: () => ["echo", `${params.message}: bottom`] });
  },
);
