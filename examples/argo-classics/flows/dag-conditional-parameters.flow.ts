/**
 * A branch hands out a value: whichever body ran, `outcome.outputs.prize` is what it left.
 *
 * Redoes dag-conditional-parameters.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const dagConditionalParameters = flow("dag-conditional-parameters", { owner: "platform-team" }, ({ step, script, match }) => {
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
  const prize = (name: string, text: string) =>
    step(name, {
      image: image("busybox"),
      outputs: { prize: z.string() },
      command: ({ outputs }) => ["sh", "-c", 'echo "$1" > "$2"', "sh", text, outputs.prize.path],
    });
  const outcome = match(coin.outputs.side, { heads: () => prize("heads", "a cake"), tails: () => prize("tails", "an apple") });
  return { prize: outcome.outputs.prize };
});
