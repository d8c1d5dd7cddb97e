/**
 * A branch hands out a file, and the step after it does not care which body wrote it.
 *
 * Redoes dag-conditional-artifacts.yaml of Argo's examples.
 */
import { artifact, flow, image, z } from "millwright";

export const dagConditionalArtifacts = flow("dag-conditional-artifacts", { owner: "platform-team" }, ({ step, script, match }) => {
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
  const letter = (name: string, text: string) =>
    step(name, {
      image: image("busybox"),
      outputs: { letter: artifact("text") },
      command: ({ outputs }) => ["sh", "-c", 'echo "$1" > "$2"', "sh", text, outputs.letter.path],
    });
  const outcome = match(coin.outputs.side, { heads: () => letter("heads", "dear head"), tails: () => letter("tails", "dear tail") });
  step("read", {
    image: image("busybox"),
    inputs: { letter: outcome.outputs.letter },
    command: ({ inputs }) => ["cat", inputs.letter.path],
  });
});
