/**
 * Steps are written where they are used; the loop is JavaScript's own, so it is over when the build is.
 *
 * Redoes dag-inline-workflow.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const dagInlineWorkflow = flow("dag-inline-workflow", { owner: "platform-team" }, ({ step }) => {
  for (const room of ["hall", "kitchen", "cellar"])
    step(`sweep-${room}`, { image: image("busybox"), command: () => ["echo", `sweeping the ${room}`] });
});
