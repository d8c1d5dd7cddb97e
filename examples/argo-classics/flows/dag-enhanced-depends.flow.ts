/**
 * Going on after a step that went badly: the outcome is a value that the step writes, and branches read it.
 *
 * Redoes dag-enhanced-depends.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const dagEnhancedDepends = flow("dag-enhanced-depends", { owner: "platform-team" }, ({ step, script, when }) => {
  const busybox = image("busybox");
  const start = step("start", { image: busybox, command: () => ["true"] });
  const steady = step("steady", { image: busybox, after: [start], command: () => ["true"] });
  const shaky = script("shaky", {
    image: image("bash"),
    language: "bash",
    after: [start],
    outputs: { passed: z.boolean() },
    source: `
if ls /nowhere; then passed=true; else passed=false; fi
echo "$passed" > "\${outputs[passed]}"
`,
  });
  step("either-way", { image: busybox, after: [steady, shaky], command: () => ["echo", "both have an outcome"] });
  const settled = when(shaky.outputs.passed.isTrue, () => {
    step("proceed", { image: busybox, after: [steady], command: () => ["echo", "both went well"] });
  }).otherwise(() => {
    step("make-good", { image: busybox, command: () => ["echo", "the shaky one went badly"] });
  });
  step("finish", { image: busybox, after: [settled], command: () => ["echo", "finished"] });
});
