/** What is inside a branch that was not taken is skipped, loops and calls with it. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const skippedCallee = flow("skipped-callee", { owner: "ml" }, ({ step }) => {
  step("inner", { image: shell, command: () => ["true"] });
});
export const skipPropagates = flow(
  "skip-propagates",
  { owner: "ml", params: { go: z.boolean().default(false) } },
  ({ params, step, when, forEach, call }) => {
    const branch = when(params.go.isTrue, () => {
      const plan = step("plan", {
        image: shell,
        outputs: { list: z.array(z.string()) },
        command: ({ outputs }) => ["sh", "-c", 'printf \'["a","b"]\' >"$0"', outputs.list.path],
      });
      const all = forEach("each", plan.outputs.list, (word) =>
        step("item", {
          image: shell,
          outputs: { out: z.string() },
          command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.out.path, word],
        }),
      );
      step("join", { image: shell, command: () => ["echo", all.outputs.out] });
      call("other", skippedCallee, {}, { after: [plan] });
    });
    step("last", { image: shell, after: [branch], command: () => ["true"] });
  },
);
