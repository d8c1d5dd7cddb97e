/** A step fails while others run: those that do not depend on it go on, and what comes after them too. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const failureOthersRun = flow("failure-others-run", { owner: "ml" }, ({ step }) => {
  const bad = step("bad", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf x >"$0"; exit 7', outputs.out.path],
  });
  const next = step("next", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.out.path, bad.outputs.out],
  });
  step("next-but-one", { image: shell, command: () => ["echo", next.outputs.out] });
  const slow = step("slow", { image: shell, command: () => ["sleep", "4"] });
  const slower = step("slower", { image: shell, after: [slow], command: () => ["true"] });
  step("both", { image: shell, after: [slower, bad], command: () => ["true"] });
});
