import type { Flow } from "../program.ts";
import { type FlowPictureOptions, flowPicture } from "./flow-picture.ts";
import { mermaid } from "./mermaid.ts";

/** The flow as a Mermaid flowchart: the same flow gives the same bytes. */
export function drawMermaid(flow: Flow, options: FlowPictureOptions = {}): string {
  return mermaid(flowPicture(flow, options));
}
