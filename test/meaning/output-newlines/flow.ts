/** One newline at the end of an output's file is not part of its text. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const outputNewlines = flow("output-newlines", { owner: "ml" }, ({ step }) => {
  const made = step("made", {
    image: shell,
    outputs: { none: z.string(), one: z.string(), two: z.string(), only: z.string(), empty: z.string(), number: z.int() },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf a >"$0"; printf "b\\n" >"$1"; printf "c\\n\\n" >"$2"; printf "\\n" >"$3"; : >"$4"; echo 7 >"$5"',
      outputs.none.path,
      outputs.one.path,
      outputs.two.path,
      outputs.only.path,
      outputs.empty.path,
      outputs.number.path,
    ],
  });
  step("seen", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf "<%s><%s><%s><%s><%s><%s>" "$1" "$2" "$3" "$4" "$5" "$6" >"$0"',
      outputs.out.path,
      made.outputs.none,
      made.outputs.one,
      made.outputs.two,
      made.outputs.only,
      made.outputs.empty,
      made.outputs.number,
    ],
  });
});
