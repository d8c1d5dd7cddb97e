/** A step whose success is stored: a second run with the same inputs has its outputs, one with others has not. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const cache = flow("cache", { owner: "ml", params: { word: z.string().default("it's") } }, ({ params, step }) => {
  const cached = step("cached", {
    image: shell,
    outputs: { token: z.string() },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf "%s %s" "$1" "$(cat /proc/sys/kernel/random/uuid)" >"$0"',
      outputs.token.path,
      params.word,
    ],
    cache: { key: ["v1"], maxAge: "1h" },
  });
  step("use", {
    image: shell,
    outputs: { token: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.token.path, cached.outputs.token],
  });
});
