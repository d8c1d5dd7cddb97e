/** A checkpoint is gone once its step has succeeded: seen through the claim that keeps checkpoints. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const checkpointEmptied = flow("checkpoint-emptied", { owner: "ml" }, ({ run, step }) => {
  const kept = step("keep", {
    image: shell,
    command: ({ checkpoint }) => ["sh", "-c", 'echo "$1" >"$0/state"', checkpoint.path, run.attempt],
    checkpoint: true,
    retry: { limit: 1 },
  });
  const lost = step("lose", {
    image: shell,
    after: [kept],
    command: ({ checkpoint }) => ["sh", "-c", 'echo "$1" >"$0/state"; exit 1', checkpoint.path, run.attempt],
    checkpoint: true,
    retry: { limit: 1 },
  });
  const look = step("look", {
    image: shell,
    after: [kept],
    volumes: { all: { mountAt: "/all", claim: "meaning-checkpoints" } },
    outputs: { files: z.int() },
    command: ({ outputs }) => ["sh", "-c", 'printf %s "$(find "/all/$1/keep" -type f | wc -l)" >"$0"', outputs.files.path, run.id],
  });
  step("never", { image: shell, after: [lost, look], command: () => ["true"] });
});
