/**
 * A coin is tossed until it shows heads, twenty times at most; the recursion is a loop with a bound.
 *
 * Redoes coinflip-recursive.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const coinflipRecursive = flow("coinflip-recursive", { owner: "platform-team" }, ({ step, script, repeatUntil }) => {
  const last = repeatUntil("until-heads", { max: 20, until: (round) => round.outputs.side.eq("heads") }, () =>
    script("toss", {
      image: image("python"),
      language: "python",
      outputs: { side: z.enum(["heads", "tails"]) },
      source: `
import random
with open(outputs.side.path, "w") as out:
    out.write(random.choice(["heads", "tails"]))
`,
    }),
  );
  step("celebrate", { image: image("busybox"), command: () => ["echo", `${last.outputs.side} at last`] });
});
