/** Two opening braces in a value: whatever an engine does with templates, the text arrives, or the attempt fails where the output is written. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const awkwardBraces = flow("awkward-braces", { owner: "ml" }, ({ step }) => {
  const made = step("make", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf "{%s" "{workflow.name}}" >"$0"', outputs.out.path],
  });
  step("use", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"; [ "$1" = "{""{workflow.name}""}" ]', outputs.out.path, made.outputs.out],
  });
});
