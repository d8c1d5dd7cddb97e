/**
 * What the rounds of a loop wrote comes back as lists, in the order of the items; a `when` in the body filters.
 *
 * Redoes parameter-aggregation.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const parameterAggregation = flow("parameter-aggregation", { owner: "platform-team" }, ({ step, script, forEach, when }) => {
  const sorted = forEach("each-number", [1, 2, 3, 4], (number) => {
    const told = script("tell", {
      image: image("python"),
      language: "python",
      inputs: { number },
      outputs: { number: z.int(), parity: z.enum(["even", "odd"]) },
      source: `
with open(outputs.number.path, "w") as out:
    out.write(str(inputs.number))
with open(outputs.parity.path, "w") as out:
    out.write("odd" if inputs.number % 2 else "even")
`,
    });
    when(told.outputs.parity.eq("even"), () => {
      step("halve", { image: image("busybox"), command: () => ["sh", "-c", 'echo "$(($1 / 2))"', "sh", told.outputs.number] });
    });
    return { number: told.outputs.number, parity: told.outputs.parity };
  });
  step("show-numbers", { image: image("busybox"), command: () => ["echo", sorted.number] });
  step("show-parities", { image: image("busybox"), command: () => ["echo", sorted.parity] });
});
