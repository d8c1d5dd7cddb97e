/** A called flow that fails: the call fails, its dependants are not run, the caller's other steps are. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const callFailsInner = flow("call-fails-inner", { owner: "ml" }, ({ step, onFailure }) => {
  const good = step("good", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf good >"$0"', outputs.out.path],
  });
  step("bad", { image: shell, command: () => ["sh", "-c", "exit 1"] });
  onFailure("never", { image: shell, command: () => ["true"] });
  return { out: good.outputs.out };
});
export const callFails = flow("call-fails", { owner: "ml" }, ({ call, step }) => {
  const inner = call("inner", callFailsInner, {});
  step("use", { image: shell, command: () => ["echo", inner.outputs.out] });
  step("aside", { image: shell, command: () => ["true"] });
});
