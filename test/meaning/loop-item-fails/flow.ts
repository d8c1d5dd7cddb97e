/** An item fails: the others that run finish, nothing is gathered, what depends on the loop is not run. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const loopItemFails = flow("loop-item-fails", { owner: "ml" }, ({ step, forEach }) => {
  const all = forEach("each", [0, 1, 0], (code) =>
    step("item", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", 'sleep 1; printf done >"$0"; exit "$1"', outputs.out.path, code],
    }),
  );
  step("use", { image: shell, command: () => ["echo", all.outputs.out] });
  step("after", { image: shell, after: [all], command: () => ["true"] });
  const aside = step("aside", { image: shell, command: () => ["sleep", "3"] });
  step("aside-too", { image: shell, after: [aside], command: () => ["true"] });
});
