/** Outputs that are not of their types fail their attempts, one by one. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const outputOutsideType = flow("output-outside-type", { owner: "ml" }, ({ step }) => {
  const write = 'printf %s "$1" >"$0"';
  const word = step("word", {
    image: shell,
    outputs: { out: z.enum(["yes", "no"]) },
    command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "perhaps"],
  });
  step("use-word", { image: shell, command: () => ["echo", word.outputs.out] });
  step("not-a-number", {
    image: shell,
    outputs: { out: z.number() },
    command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "NaN"],
  });
  step("fraction", { image: shell, outputs: { out: z.int() }, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "1.5"] });
  step("above", {
    image: shell,
    outputs: { out: z.number().max(1) },
    command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "1.01"],
  });
  step("broken-json", {
    image: shell,
    outputs: { out: z.array(z.int()) },
    command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "[1,2"],
  });
  step("capital", { image: shell, outputs: { out: z.boolean() }, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "True"] });
  step("long", {
    image: shell,
    outputs: { out: z.string().max(3) },
    command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "four"],
  });
  step("good", {
    image: shell,
    outputs: { out: z.enum(["yes", "no"]) },
    command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "yes"],
  });
});
