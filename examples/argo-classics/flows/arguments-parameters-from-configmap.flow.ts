/**
 * A key of a config map reaches the command as an environment variable, read when the attempt starts.
 *
 * Redoes arguments-parameters-from-configmap.yaml of Argo's examples.
 */
import { configMap, flow, image } from "millwright";

export const argumentsParametersFromConfigmap = flow("arguments-parameters-from-configmap", { owner: "platform-team" }, ({ step }) => {
  step("say", {
    image: image("busybox"),
    env: { GREETING: configMap("greetings", "morning") },
    command: () => ["sh", "-c", 'echo "$GREETING"'],
  });
});
