/**
 * A loop over a list that a step computes while the flow runs.
 *
 * Redoes loops-param-result.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const loopsParamResult = flow("loops-param-result", { owner: "platform-team" }, ({ step, script, forEach }) => {
  const pauses = script("choose", {
    image: image("python"),
    language: "python",
    outputs: { seconds: z.array(z.int().min(0)) },
    source: `
import json
with open(outputs.seconds.path, "w") as out:
    json.dump([5 * n for n in range(1, 7)], out)
`,
  });
  forEach("each-pause", pauses.outputs.seconds, (seconds) => step("wait", { image: image("busybox"), command: () => ["sleep", seconds] }));
});
