/**
 * Values and files that leave the flow: they are what its body returns, and whoever calls it gets them.
 *
 * Redoes global-outputs.yaml of Argo's examples.
 */
import { artifact, flow, image, z } from "millwright";

export const globalOutputs = flow("global-outputs", { owner: "platform-team" }, ({ step }) => {
  const measure = step("measure", {
    image: image("busybox"),
    outputs: { height: z.number(), report: artifact("text") },
    command: ({ outputs }) => ["sh", "-c", 'echo 1.5 > "$1"; echo measured > "$2"', "sh", outputs.height.path, outputs.report.path],
  });
  step("show", {
    image: image("busybox"),
    inputs: { report: measure.outputs.report },
    command: ({ inputs }) => ["sh", "-c", 'echo "$1 m"; cat "$2"', "sh", measure.outputs.height, inputs.report.path],
  });
  return { height: measure.outputs.height, report: measure.outputs.report };
});
