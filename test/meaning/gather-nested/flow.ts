/** Nested loops gather nested lists, with an empty one among them. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const gatherNested = flow("gather-nested", { owner: "ml" }, ({ step, forEach }) => {
  const plan = step("plan", {
    image: shell,
    outputs: { groups: z.array(z.array(z.int())) },
    command: ({ outputs }) => ["sh", "-c", 'printf "[[1,2],[],[3]]" >"$0"', outputs.groups.path],
  });
  const outer = forEach("group", plan.outputs.groups, (group) => {
    const inner = forEach("number", group, (number) =>
      step("double", {
        image: shell,
        outputs: { twice: z.int() },
        command: ({ outputs }) => ["sh", "-c", 'printf "$(($1 * 2))" >"$0"', outputs.twice.path, number],
      }),
    );
    const size = step("size", {
      image: shell,
      outputs: { text: z.string() },
      command: ({ outputs }) => ["sh", "-c", 'printf "of %s" "$1" >"$0"', outputs.text.path, inner.outputs.twice],
    });
    return { twice: inner.outputs.twice, text: size.outputs.text };
  });
  step("gathered", {
    image: shell,
    outputs: { twice: z.array(z.array(z.int())), texts: z.array(z.string()) },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf %s "$2" >"$0"; printf %s "$3" >"$1"',
      outputs.twice.path,
      outputs.texts.path,
      outer.twice,
      outer.text,
    ],
  });
});
