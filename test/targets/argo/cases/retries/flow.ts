/** Retries by what went wrong, the attempt's number, deadlines, caches, checkpoints in a loop. */
import { flow, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const retries = flow("retries", { owner: "ml", params: { word: z.string().default("hej") } }, ({ params, run, step, forEach }) => {
  step("third-time", {
    image: shell,
    outputs: { number: z.int() },
    command: ({ outputs }) => ["sh", "-c", '[ "$1" = 3 ] && printf "$1" >"$0" || printf "not a number" >"$0"', outputs.number.path, run.attempt],
    retry: { limit: 4, backoff: { initial: "1s", factor: 2, max: "2s" } },
  });
  step("own-fault", { image: shell, command: () => ["sh", "-c", "exit 3"], retry: { limit: 2, on: "infrastructure" } });
  step("any-fault", { image: shell, command: () => ["sh", "-c", '[ "$0" = 2 ]', run.attempt], retry: { limit: 2, on: "any" } });
  step("late", { image: shell, command: () => ["sleep", "60"], timeout: "2s" });
  const cached = step("cached", {
    image: shell,
    outputs: { text: z.string() },
    command: ({ outputs }) => ["sh", "-c", 'printf "%s" "$1" >"$0"', outputs.text.path, params.word],
    cache: { key: ["v1"], maxAge: "1h" },
  });
  forEach("kept", ["a", "b"], (name) =>
    step("keep", {
      image: shell,
      command: ({ checkpoint }) => ["sh", "-c", 'echo "$1" "$(ls "$0")"; echo x >"$0/state"; [ "$2" = 2 ]', checkpoint.path, name, run.attempt],
      checkpoint: true,
      retry: { limit: 1 },
    }),
  );
  step("after-cache", { image: shell, command: () => ["echo", cached.outputs.text] });
});

export const surroundings = { environment: { namespace: "default", checkpoints: { claim: "checkpoints" } } };
