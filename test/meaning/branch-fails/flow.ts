/** A branch whose taken body fails: what depends on its result is not run. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const branchFails = flow("branch-fails", { owner: "ml" }, ({ step, when }) => {
  const start = step("start", {
    image: shell,
    outputs: { go: z.boolean() },
    command: ({ outputs }) => ["sh", "-c", 'printf true >"$0"', outputs.go.path],
  });
  const outcome = when(start.outputs.go.isTrue, () => {
    const first = step("first", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", 'printf one >"$0"', outputs.out.path],
    });
    step("breaks", { image: shell, after: [first], command: () => ["sh", "-c", "exit 3"] });
    return { out: first.outputs.out };
  }).otherwise(() => ({
    out: step("other", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", 'printf two >"$0"', outputs.out.path],
    }).outputs.out,
  }));
  step("use", { image: shell, command: () => ["echo", outcome.out] });
  step("aside", { image: shell, command: () => ["true"] });
});
