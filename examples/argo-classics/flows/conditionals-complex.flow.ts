/**
 * Conditions over two tosses, joined by `and` and `or`.
 *
 * Redoes conditionals-complex.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const conditionalsComplex = flow("conditionals-complex", { owner: "platform-team" }, ({ step, script, when, match }) => {
  const busybox = image("busybox");
  const toss = (name: string) =>
    script(name, {
      image: image("python"),
      language: "python",
      outputs: { side: z.enum(["heads", "tails"]) },
      source: `
import random
with open(outputs.side.path, "w") as out:
    out.write(random.choice(["heads", "tails"]))
`,
    });
  const first = toss("first-toss");
  const second = toss("second-toss");
  const differ = first.outputs.side.eq("heads").and(second.outputs.side.eq("tails"));
  const bothTails = first.outputs.side.eq("tails").and(second.outputs.side.eq("tails"));
  when(differ.or(bothTails), () => {
    step("second-is-tails", { image: busybox, command: () => ["echo", "heads then tails, or tails twice"] });
  });
  match(second.outputs.side, {
    heads: () => {
      step("heads", { image: busybox, command: () => ["echo", "the second toss shows heads"] });
    },
    tails: () => {
      step("tails", { image: busybox, command: () => ["echo", "the second toss shows tails"] });
    },
  });
});
