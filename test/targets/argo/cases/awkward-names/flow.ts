/** Names that are words of Argo's expressions: as parameters, inputs, outputs and steps. */
import { flow, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";
const write = 'printf %s "$1" >"$0"';

export const awkwardNames = flow("awkward-names", { owner: "ml", params: { item: z.string().default("$a"), retries: z.string().default("$b") } }, ({ step, params, when }) => {
  const inside = step("in", { image: shell, inputs: { item: params.item, not: params.retries }, outputs: { retries: z.string(), let: z.string() }, command: ({ inputs, outputs }) => ["sh", "-c", `${write}; printf %s "$3" >"$2"`, outputs.retries.path, inputs.item, outputs.let.path, inputs.not] });
  const same = when(inside.outputs.retries.eq(params.item), () => step("and", { image: shell, outputs: { if: z.string() }, command: ({ outputs }) => ["sh", "-c", write, outputs.if.path, "same"] })).otherwise(() => step("or", { image: shell, outputs: { if: z.string() }, command: ({ outputs }) => ["sh", "-c", write, outputs.if.path, "other"] }));
  step("report", { image: shell, command: () => ["printf", "%s\n", params.item, inside.outputs.retries, inside.outputs.let, same.outputs.if] });
});
