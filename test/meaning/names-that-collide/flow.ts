/** Steps, parameters, inputs and outputs with names that an engine or the compiler has uses for. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

const write = 'printf %s "$1" >"$0"';
export const namesThatCollide = flow(
  "names-that-collide",
  {
    owner: "ml",
    params: {
      status: z.string().default("s"),
      position: z.string().default("p"),
      item: z.string().default("i"),
      retries: z.int().default(5),
      workflow_name: z.string().default("w"),
      camelCase: z.string().default("c"),
    },
  },
  ({ params, run, step, forEach, repeatUntil, when, onExit }) => {
    const main = step("main", {
      image: shell,
      outputs: { result: z.string(), exitCode: z.int() },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf %s "$2" >"$0"; printf 3 >"$1"',
        outputs.result.path,
        outputs.exitCode.path,
        params.status,
      ],
    });
    const all = forEach("each", ["a", "b"], (item) => {
      const body = step("body", {
        image: shell,
        inputs: { position: params.position, items: item, key: main.outputs.result, round: "r", status: params.status },
        outputs: { key: z.string(), file: artifact("text") },
        command: ({ inputs, outputs, checkpoint }) => [
          "sh",
          "-c",
          'printf "%s%s%s%s%s" "$2" "$3" "$4" "$5" "$6" >"$0"; cat "$0" >"$1"; [ -d "$7" ]',
          outputs.key.path,
          outputs.file.path,
          inputs.position,
          inputs.items,
          inputs.key,
          inputs.round,
          inputs.status,
          checkpoint.path,
        ],
        checkpoint: true,
        retry: { limit: 1 },
      });
      const gather = step("gather", {
        image: shell,
        outputs: { items: z.string() },
        command: ({ outputs }) => ["sh", "-c", write, outputs.items.path, `${body.outputs.key}${params.item}`],
      });
      return { key: gather.outputs.items, file: body.outputs.file };
    });
    const again = repeatUntil("again", { max: 2, until: (round) => round.rounds.gte(1) }, () => ({
      rounds: step("round", {
        image: shell,
        outputs: { rounds: z.int() },
        command: ({ outputs }) => ["sh", "-c", write, outputs.rounds.path, main.outputs.exitCode],
      }).outputs.rounds,
    }));
    when(params.workflow_name.eq("w").and(params.retries.gt(4)), () => step("nothing", { image: shell, command: () => ["true"] }));
    const camel = step("fitLarge", {
      image: shell,
      outputs: { modelAuc: z.string() },
      command: ({ outputs }) => ["sh", "-c", write, outputs.modelAuc.path, params.camelCase],
    });
    step("on-exit", {
      image: shell,
      inputs: { files: all.file },
      outputs: { parameters: z.string() },
      command: ({ inputs, outputs }) => [
        "sh",
        "-c",
        'printf "%s %s %s %s %s" "$1" "$2" "$3" "$(ls "$4" | tr "\\n" ,)" "$5" >"$0"',
        outputs.parameters.path,
        all.key,
        again.rounds,
        camel.outputs.modelAuc,
        inputs.files.paths,
        `${run.attempt}`,
      ],
    });
    onExit("ended", { image: shell, command: ({ status }) => ["test", `${status}${params.status}`, "=", "succeededs"] });
  },
);
