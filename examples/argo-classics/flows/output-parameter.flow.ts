/**
 * One step writes a value, which it may leave out, and another uses it.
 *
 * Redoes output-parameter.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const outputParameter = flow("output-parameter", { owner: "platform-team" }, ({ step }) => {
  const find = step("find", {
    image: image("busybox"),
    outputs: { city: z.string().optional() },
    command: ({ outputs }) => ["sh", "-c", 'echo Uppsala > "$1"', "sh", outputs.city.path],
  });
  step("say", { image: image("busybox"), command: () => ["echo", find.outputs.city.orElse("nowhere")] });
});
