/**
 * A parameter of the flow, with a default, used by a step.
 *
 * Redoes global-parameters.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const globalParameters = flow(
  "global-parameters",
  { owner: "platform-team", params: { message: z.string().min(1).default("the kettle is on") } },
  ({ params, step }) => {
    step("say", { image: image("busybox"), command: () => ["echo", params.message] });
  },
);
