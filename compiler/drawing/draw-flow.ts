import type { Flow } from "../program.ts";
import { dot } from "./dot.ts";
import { type FlowPictureOptions, flowPicture } from "./flow-picture.ts";

/** The flow as DOT text: the same flow gives the same bytes. */
export function drawFlow(flow: Flow, options: FlowPictureOptions = {}): string {
  return dot(flowPicture(flow, options));
}
