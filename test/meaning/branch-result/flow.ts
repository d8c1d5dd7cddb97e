/** What depends on the result of a branch runs when the body that was taken has succeeded. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const branchResult = flow("branch-result", { owner: "ml", params: { score: z.number().default(0.9) } }, ({ params, step, when }) => {
  const write = 'printf %s "$1" >"$0"';
  const measured = step("measure", {
    image: shell,
    outputs: { score: z.number() },
    command: ({ outputs }) => ["sh", "-c", write, outputs.score.path, params.score],
  });
  const outcome = when(measured.outputs.score.gte(0.5), () =>
    step("publish", {
      image: shell,
      outputs: { url: z.string() },
      command: ({ outputs }) => ["sh", "-c", write, outputs.url.path, "published"],
    }),
  ).otherwise(() =>
    step("keep", { image: shell, outputs: { url: z.string() }, command: ({ outputs }) => ["sh", "-c", write, outputs.url.path, "kept"] }),
  );
  step("announce", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, `url ${outcome.outputs.url}`],
  });
  step("after", { image: shell, after: [outcome], command: () => ["true"] });
});
