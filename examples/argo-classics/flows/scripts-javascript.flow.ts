/**
 * A Node program draws a number; `outputs.number.path` is where it goes.
 *
 * Redoes scripts-javascript.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const scriptsJavascript = flow("scripts-javascript", { owner: "platform-team" }, ({ step, script }) => {
  const draw = script("draw", {
    image: image("node"),
    language: "node",
    outputs: { number: z.int().min(1).max(100) },
    source: `
const { randomInt } = require("node:crypto");
require("node:fs").writeFileSync(outputs.number.path, String(randomInt(1, 101)));
`,
  });
  step("show", { image: image("busybox"), command: () => ["echo", `drawn: ${draw.outputs.number}`] });
});
