/**
 * A loop as long as a step says, and in each of its rounds a loop as long as a step of that round says.
 *
 * Redoes withsequence-nested-result.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const withsequenceNestedResult = flow(
  "withsequence-nested-result",
  { owner: "platform-team" },
  ({ step, script, forEach, range }) => {
    const draw = (name: string) =>
      script(name, {
        image: image("python"),
        language: "python",
        outputs: { count: z.int().min(0) },
        source: `
import random
with open(outputs.count.path, "w") as out:
    out.write(str(random.randint(0, 5)))
`,
      });
    const outer = draw("draw-outer");
    forEach("outer", range(outer.outputs.count), (round) => {
      const inner = draw("draw-inner");
      forEach("inner", range(inner.outputs.count), (turn) =>
        step("show", { image: image("busybox"), command: () => ["echo", `${round}.${turn}`] }),
      );
    });
  },
);
