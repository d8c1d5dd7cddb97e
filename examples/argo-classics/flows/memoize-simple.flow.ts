/**
 * A result is kept for an hour: a run that needs it again gets it without a pod.
 *
 * Redoes memoize-simple.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const memoizeSimple = flow("memoize-simple", { owner: "platform-team" }, ({ step }) => {
  const slow = step("compute", {
    image: image("busybox"),
    cache: { key: ["first-edition"], maxAge: "1h" },
    outputs: { answer: z.int() },
    command: ({ outputs }) => ["sh", "-c", 'sleep 30; echo 42 > "$1"', "sh", outputs.answer.path],
  });
  step("show", { image: image("busybox"), command: () => ["echo", slow.outputs.answer] });
});
