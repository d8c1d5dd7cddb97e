/**
 * The account for a private registry, and when the image is pulled.
 *
 * Redoes image-pull-secrets.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const imagePullSecrets = flow("image-pull-secrets", { owner: "platform-team" }, ({ step }) => {
  step("greet", {
    image: image("busybox"),
    imagePull: { policy: "ifNotPresent", secrets: ["mirror-account"] },
    command: () => ["echo", "pulled"],
  });
});
