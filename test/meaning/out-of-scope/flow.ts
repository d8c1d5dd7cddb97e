/** A value of a loop's body that is used outside without having been returned: this flow is refused. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const outOfScope = flow("out-of-scope", { owner: "ml" }, ({ step, forEach }) => {
  let leaked: ReturnType<typeof made> | undefined;
  const made = (word: string) =>
    step("item", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.out.path, word],
    });
  forEach("each", ["a"], (word) => {
    leaked = made(`${word}`);
  });
  step("use", { image: shell, command: () => ["echo", leaked?.outputs.out ?? ""] });
});
