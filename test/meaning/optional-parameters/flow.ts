/** Parameters that a run, a schedule or a call may leave out; what is left out can be handed on and is left out there too. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

const write = ["sh", "-c", 'printf %s "$1" >"$0"'];
const wanted = {
  note: z.string().optional(),
  count: z.int().min(1).optional(),
  share: z.number().optional(),
  dry: z.boolean().optional(),
  size: z.enum(["small", "large"]).optional(),
  words: z.array(z.string()).optional(),
  box: z.object({ a: z.string(), n: z.int().optional() }).optional(),
};

export const inner = flow("inner", { owner: "ml", params: wanted }, ({ params, step }) => {
  const seen = step("seen", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => [
      ...write,
      outputs.out.path,
      `${params.note.orElse("none")}|${params.count.orElse(1)}|${params.share.orElse(0.5)}|${params.dry.orElse(true)}|${params.size.orElse("large")}|${params.words.orElse([])}|${params.box.orElse({ a: "b", n: 1 })}`,
    ],
  });
  return { out: seen.outputs.out };
});

export const optionalParameters = flow(
  "optional-parameters",
  { owner: "ml", params: wanted, schedule: { cron: "0 0 * * *", timezone: "UTC", params: () => ({ count: 9 }) } },
  ({ params, step, call, forEach, when, match }) => {
    call("whole", inner, params);
    call("bare", inner, {});
    call("part", inner, { note: "", dry: params.dry });
    forEach("each", params.words.orElse(["left", "out"]), (word) =>
      step("item", {
        image: shell,
        outputs: { out: z.string() },
        command: ({ outputs }) => [...write, outputs.out.path, `${word} ${params.count.orElse(2)}`],
      }),
    );
    when(params.count.orElse(3).gt(5), () => step("many", { image: shell, command: () => ["true"] }));
    match(params.size.orElse("small"), {
      small: () => step("is-small", { image: shell, command: () => ["true"] }),
      large: () => step("is-large", { image: shell, command: () => ["true"] }),
    });
  },
);
