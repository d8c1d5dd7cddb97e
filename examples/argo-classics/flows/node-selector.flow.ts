/**
 * A step for each architecture that may be asked for: node labels are known when the flow is built.
 *
 * Redoes node-selector.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const nodeSelector = flow(
  "node-selector",
  { owner: "platform-team", params: { architecture: z.enum(["amd64", "arm64"]).default("amd64") } },
  ({ params, step, match }) => {
    const show = (architecture: string) => () => {
      step(`show-${architecture}`, {
        image: image("alpine"),
        nodeSelector: { "kubernetes.io/arch": architecture },
        command: () => ["uname", "-m"],
      });
    };
    match(params.architecture, { amd64: show("amd64"), arm64: show("arm64") });
  },
);
