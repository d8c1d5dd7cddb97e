/**
 * Two ways on from a command that may fail: it says how it went as a word of an enum, and `match` has a body for each.
 *
 * Redoes status-reference.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const statusReference = flow("status-reference", { owner: "platform-team" }, ({ step, script, match }) => {
  const probe = script("probe", {
    image: image("bash"),
    language: "bash",
    outputs: { state: z.enum(["up", "down"]) },
    source: `
if (( RANDOM % 2 )); then echo up; else echo down; fi > "\${outputs[state]}"
`,
  });
  match(probe.outputs.state, {
    up: () => {
      step("report-up", { image: image("busybox"), command: () => ["echo", "the probe got through"] });
    },
    down: () => {
      step("report-down", { image: image("busybox"), command: () => ["echo", "the probe got nowhere"] });
    },
  });
});
