/** Gathered numbers are numbers, texts that look like JSON stay texts, optional outputs and booleans and objects keep their types. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const gatherValues = flow("gather-values", { owner: "ml" }, ({ step, forEach }) => {
  const all = forEach("each", ["[1]", "{}"], (text) =>
    step("item", {
      image: shell,
      outputs: { number: z.number(), text: z.string(), yes: z.boolean(), object: z.object({ a: z.int() }) },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf 1.50 >"$0"; printf %s "$4" >"$1"; printf true >"$2"; printf "{\\"a\\":1}" >"$3"',
        outputs.number.path,
        outputs.text.path,
        outputs.yes.path,
        outputs.object.path,
        text,
      ],
    }),
  );
  step("gathered", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf "%s %s %s %s" "$1" "$2" "$3" "$4" >"$0"',
      outputs.out.path,
      all.outputs.number,
      all.outputs.text,
      all.outputs.yes,
      all.outputs.object,
    ],
  });
});
