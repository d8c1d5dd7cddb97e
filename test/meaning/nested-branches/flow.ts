/** A branch in a branch: skipped with it, without reading either side. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const nestedBranches = flow(
  "nested-branches",
  { owner: "ml", params: { outer: z.boolean().default(false), inner: z.boolean().default(true) } },
  ({ params, step, when }) => {
    const write = 'printf %s "$1" >"$0"';
    const outcome = when(params.outer.isTrue, () => {
      const asked = step("ask", {
        image: shell,
        outputs: { yes: z.boolean() },
        command: ({ outputs }) => ["sh", "-c", write, outputs.yes.path, params.inner],
      });
      const inner = when(asked.outputs.yes.isTrue, () =>
        step("yes", { image: shell, outputs: { out: z.string() }, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "yes"] }),
      ).otherwise(() =>
        step("no", { image: shell, outputs: { out: z.string() }, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "no"] }),
      );
      return {
        out: step("inside", {
          image: shell,
          outputs: { out: z.string() },
          command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, `inside ${inner.outputs.out}`],
        }).outputs.out,
      };
    }).otherwise(() => ({
      out: step("outside", {
        image: shell,
        outputs: { out: z.string() },
        command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "outside"],
      }).outputs.out,
    }));
    step("use", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, `got ${outcome.out}`],
    });
  },
);
