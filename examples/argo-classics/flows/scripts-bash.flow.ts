/**
 * A bash program draws a number; `outputs` is an array of paths.
 *
 * Redoes scripts-bash.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const scriptsBash = flow("scripts-bash", { owner: "platform-team" }, ({ step, script }) => {
  const draw = script("draw", {
    image: image("bash"),
    language: "bash",
    outputs: { number: z.int().min(1).max(100) },
    source: `
echo $(( RANDOM % 100 + 1 )) > "\${outputs[number]}"
`,
  });
  step("show", { image: image("busybox"), command: () => ["echo", `drawn: ${draw.outputs.number}`] });
});
