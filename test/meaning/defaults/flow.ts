/** A parameter that is not given has its default; one that is given has not. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const defaults = flow(
  "defaults",
  {
    owner: "ml",
    params: { word: z.string().default("one"), count: z.int().default(3), size: z.enum(["small", "large"]).default("small") },
  },
  ({ params, step }) => {
    step("say", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf "%s %s %s" "$1" "$2" "$3" >"$0"',
        outputs.out.path,
        params.word,
        params.count,
        params.size,
      ],
    });
  },
);
