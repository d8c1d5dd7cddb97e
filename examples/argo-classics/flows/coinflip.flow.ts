/**
 * A step draws a side, and the body of that side runs.
 *
 * Redoes coinflip.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const coinflip = flow("coinflip", { owner: "platform-team" }, ({ step, script, match }) => {
  const coin = script("toss", {
    image: image("python"),
    language: "python",
    outputs: { side: z.enum(["heads", "tails"]) },
    source: `
import random
with open(outputs.side.path, "w") as out:
    out.write(random.choice(["heads", "tails"]))
`,
  });
  match(coin.outputs.side, {
    heads: () => {
      step("heads", { image: image("busybox"), command: () => ["echo", "heads up"] });
    },
    tails: () => {
      step("tails", { image: image("busybox"), command: () => ["echo", "tails up"] });
    },
  });
});
