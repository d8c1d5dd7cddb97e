/** Retries that are used up in a loop in a call: the run fails once, with its handlers. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const failingCallee = flow(
  "failing-callee",
  { owner: "ml", params: { codes: z.array(z.int()) } },
  ({ params, run, step, forEach }) => {
    const all = forEach("each", params.codes, (code) =>
      step("item", {
        image: shell,
        outputs: { attempt: z.int() },
        command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"; exit "$2"', outputs.attempt.path, run.attempt, code],
        retry: { limit: 1 },
      }),
    );
    return { attempts: all.outputs.attempt };
  },
);
export const failureHandlersInLoop = flow(
  "failure-handlers-in-loop",
  { owner: "ml", params: { word: z.string().default("it's {x}") } },
  ({ params, call, step, onExit, onFailure }) => {
    const called = call("work", failingCallee, { codes: [0, 9] });
    step("use", { image: shell, command: () => ["echo", called.outputs.attempts] });
    onFailure("alarm", { image: shell, command: ({ status }) => ["test", `${status} ${params.word}`, "=", "failed it's {x}"] });
    onExit("report", { image: shell, retry: { limit: 1 }, command: ({ status }) => ["test", status, "=", "failed"] });
  },
);
