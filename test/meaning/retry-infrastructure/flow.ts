/** A step whose pod is lost while it runs. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const retryInfrastructure = flow("retry-infrastructure", { owner: "ml" }, ({ run, step }) => {
  const command = ["sh", "-c", 'if [ "$1" = 1 ]; then sleep 40; fi; printf %s "$1" >"$0"'];
  step("moves", {
    image: shell,
    outputs: { attempt: z.int() },
    command: ({ outputs }) => [...command, outputs.attempt.path, run.attempt],
    retry: { limit: 2, on: "infrastructure" },
  });
  step("moves-too", {
    image: shell,
    outputs: { attempt: z.int() },
    command: ({ outputs }) => [...command, outputs.attempt.path, run.attempt],
    retry: { limit: 2, on: "any" },
  });
  step("stays", {
    image: shell,
    outputs: { attempt: z.int() },
    command: ({ outputs }) => [...command, outputs.attempt.path, run.attempt],
    retry: { limit: 2, on: "failure" },
  });
});
