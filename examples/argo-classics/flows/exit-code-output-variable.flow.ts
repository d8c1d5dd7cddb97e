/**
 * An exit code is an output like any other: the script catches it and writes it down.
 *
 * Redoes exit-code-output-variable.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const exitCodeOutputVariable = flow("exit-code-output-variable", { owner: "platform-team" }, ({ step, script }) => {
  const tried = script("try", {
    image: image("bash"),
    language: "bash",
    outputs: { code: z.int().min(0).max(255) },
    source: `
code=0
( exit 42 ) || code=$?
echo "$code" > "\${outputs[code]}"
`,
  });
  step("tell", { image: image("busybox"), command: () => ["echo", `it ended with ${tried.outputs.code}`] });
});
