/**
 * What only Argo has, said as a patch: other targets refuse the flow.
 *
 * Redoes pod-spec-patch.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const podSpecPatch = flow("pod-spec-patch", { owner: "platform-team", targets: ["argo"] }, ({ step }) => {
  step("greet", {
    image: image("busybox"),
    command: () => ["echo", "patched"],
    patch: { argo: { schedulerName: "bin-packing" } },
  });
});
