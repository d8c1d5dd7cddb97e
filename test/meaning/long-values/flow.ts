/** A text of 100 kB through an output, an input and a loop. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const longValues = flow("long-values", { owner: "ml" }, ({ step, forEach }) => {
  const made = step("make", {
    image: shell,
    outputs: { text: z.string(), list: z.array(z.int()) },
    command: ({ outputs }) => [
      "python3",
      "-c",
      "import sys\nopen(sys.argv[1], 'w').write('abcdefghi\\n' * 10000)\nopen(sys.argv[2], 'w').write(str(list(range(3))))",
      outputs.text.path,
      outputs.list.path,
    ],
  });
  step("size", {
    image: shell,
    outputs: { size: z.int() },
    command: ({ outputs }) => ["sh", "-c", 'printf "${#1}" >"$0"', outputs.size.path, made.outputs.text],
  });
  forEach("each", made.outputs.list, (number) =>
    step("item", {
      image: shell,
      outputs: { size: z.int() },
      command: ({ outputs }) => ["sh", "-c", 'printf "${#1}" >"$0"', outputs.size.path, `${number}${made.outputs.text}`],
    }),
  );
});
