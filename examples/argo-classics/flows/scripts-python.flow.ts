/**
 * A Python program draws a number; `outputs.number.path` is where it goes.
 *
 * Redoes scripts-python.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const scriptsPython = flow("scripts-python", { owner: "platform-team" }, ({ step, script }) => {
  const draw = script("draw", {
    image: image("python"),
    language: "python",
    outputs: { number: z.int().min(1).max(100) },
    source: `
import secrets
with open(outputs.number.path, "w") as out:
    out.write(str(secrets.randbelow(100) + 1))
`,
  });
  step("show", { image: image("busybox"), command: () => ["echo", `drawn: ${draw.outputs.number}`] });
});
