/** Names that Maestro does not take as they are, or has uses for. */
import { flow, z } from "../../../../../schema/index.ts";

const image = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";
const write = 'printf %s "$1" >"$0"';

export const surroundings = { environment: { namePrefix: "staging-" } };
export const names = flow(
  "names-of-all-kinds",
  { owner: "ml", params: { "learning-rate": z.number().default(0.1), while: z.string().default("w"), carried: z.string().default("c"), dollar: z.string().default("d") } },
  ({ params, step, forEach }) => {
    const made = step("fit-large", {
      image,
      outputs: { "a-b": z.string(), carried: z.string() },
      command: ({ outputs }) => ["sh", "-c", write, outputs["a-b"].path, params["learning-rate"], params.while, outputs.carried.path],
    });
    step("fit_model", { image, command: () => ["echo", made.outputs["a-b"], made.outputs.carried] });
    step("maestro-step", { image, command: () => ["echo", params.carried, params.dollar, "$$x"] });
    forEach("while", ["a"], (item) => step("n9", { image, command: () => ["echo", item, made.outputs.carried] }));
  },
);
