/**
 * A diamond whose four corners are diamonds: a flow called four times, each time with its own message.
 *
 * Redoes dag-nested.yaml of Argo's examples.
 */
import { flow } from "millwright";
import { dagNestedDiamond } from "./dag-nested-diamond.flow.ts";

export const dagNested = flow("dag-nested", { owner: "platform-team" }, ({ call }) => {
  const top = call("top", dagNestedDiamond, { message: "top" });
  const left = call("left", dagNestedDiamond, { message: "left" }, { after: [top] });
  const right = call("right", dagNestedDiamond, { message: "right" }, { after: [top] });
  call("bottom", dagNestedDiamond, { message: "bottom" }, { after: [left, right] });
});
