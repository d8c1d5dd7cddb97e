/** The exit handler runs once, last, with the word for how the run ended; the failure handler only where the run failed, before it. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const exitHandler = flow(
  "exit-handler",
  {
    owner: "ml",
    params: {
      code: z.int().default(0),
      expected: z.enum(["succeeded", "failed"]).default("succeeded"),
      text: z.string().default("it's $x"),
    },
  },
  ({ params, run, step, onExit, onFailure }) => {
    step("work", { image: shell, command: () => ["sh", "-c", 'exit "$0"', `${params.code}`] });
    onFailure("alarm", { image: shell, command: ({ status }) => ["test", status, "=", "failed"] });
    onExit("report", {
      image: shell,
      command: ({ status }) => [
        "sh",
        "-c",
        '[ "$0" = "$1" ] && [ "$2" = "it\'s \\$x" ] && [ -n "$3" ]',
        status,
        params.expected,
        params.text,
        run.id,
      ],
    });
  },
);
