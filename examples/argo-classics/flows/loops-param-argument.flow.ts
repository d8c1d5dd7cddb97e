/**
 * A loop over a list of objects that whoever starts the flow may give; each field is a typed value.
 *
 * Redoes loops-param-argument.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const loopsParamArgument = flow(
  "loops-param-argument",
  {
    owner: "platform-team",
    params: {
      releases: z.array(z.object({ system: z.string(), release: z.string() })).default([
        { system: "debian", release: "13" },
        { system: "alpine", release: "3.22" },
      ]),
    },
  },
  ({ params, step, forEach }) => {
    forEach("each-release", params.releases, (entry) =>
      step("look-up", { image: image("busybox"), command: () => ["echo", `${entry.system} ${entry.release}`] }),
    );
  },
);
