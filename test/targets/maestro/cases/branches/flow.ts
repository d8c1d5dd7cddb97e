/** Joins are "any" on Maestro: branches are opened and closed by steps of their own, and what they give is read only of the body that ran. */
import { flow, z } from "../../../../../schema/index.ts";

const image = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";
const write = 'printf %s "$1" >"$0"';

export const branches = flow("branches", { owner: "ml", params: { size: z.enum(["small", "large"]) } }, ({ params, step, when, match }) => {
  const measured = step("measure", { image, outputs: { auc: z.number() }, command: ({ outputs }) => ["sh", "-c", write, outputs.auc.path, "0.9"] });
  const outcome = when(measured.outputs.auc.gte(0.8).and(params.size.eq("large")), () => {
    const first = step("publish", { image, outputs: { url: z.string() }, command: ({ outputs }) => ["sh", "-c", write, outputs.url.path, "u"] });
    step("tell", { image, after: [first], command: () => ["true"] });
    return { url: first.outputs.url };
  }).otherwise(() => ({
    url: step("keep", { image, outputs: { url: z.string() }, command: ({ outputs }) => ["sh", "-c", write, outputs.url.path, "k"] }).outputs.url,
  }));
  const alone = when(measured.outputs.auc.lt(0.1), () => step("alarm", { image, command: () => ["true"] }));
  const sized = match(params.size, { small: () => ({ size: measured.outputs.auc }), large: () => ({ size: step("weigh", { image, outputs: { out: z.number() }, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "2"] }).outputs.out }) });
  step("announce", { image, after: [alone], command: () => ["echo", outcome.url, sized.size] });
});
