/** Branches: nested, of several steps, with artifacts, alone, with nothing in a case; what comes after each. */
import { artifact, flow, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const branches = flow(
  "branches",
  { owner: "ml", params: { size: z.enum(["small", "large", "none"]).default("small"), limit: z.number().default(0.5), name: z.string().default("it's \"quoted\""), fast: z.boolean().default(true) } },
  ({ params, step, when, match }) => {
    const measure = step("measure", {
      image: shell,
      outputs: { score: z.number(), detail: z.object({ note: z.string(), good: z.boolean() }) },
      command: ({ outputs }) => ["sh", "-c", 'printf 0.75 >"$0"; printf \'{"good":true,"note":"it is \\"so\\""}\' >"$1"', outputs.score.path, outputs.detail.path],
    });
    const sized = match(params.size, {
      small: () => ({ value: step("small", { image: shell, outputs: { value: z.int(), file: artifact("text") }, command: ({ outputs }) => ["sh", "-c", 'printf 1 >"$0"; printf small >"$1"', outputs.value.path, outputs.file.path] }).outputs.value }),
      large: () => {
        const first = step("large-first", { image: shell, outputs: { value: z.int() }, command: ({ outputs }) => ["sh", "-c", 'printf 100 >"$0"', outputs.value.path] });
        return { value: step("large-second", { image: shell, inputs: { first: first.outputs.value }, outputs: { value: z.int() }, command: ({ inputs, outputs }) => ["sh", "-c", 'printf $(($1 + 1)) >"$0"', outputs.value.path, inputs.first] }).outputs.value };
      },
      none: () => ({ value: measure.outputs.score }),
    });
    const chosen = when(measure.outputs.score.gte(params.limit).and(measure.outputs.detail.good.eq(true)), () => {
      const inner = when(params.name.eq("it's \"quoted\""), () =>
        step("quoted", { image: shell, outputs: { model: artifact("text") }, command: ({ outputs }) => ["sh", "-c", 'printf quoted >"$0"', outputs.model.path] }),
      ).otherwise(() => step("plain", { image: shell, outputs: { model: artifact("text") }, command: ({ outputs }) => ["sh", "-c", 'printf plain >"$0"', outputs.model.path] }));
      return { model: inner.outputs.model };
    }).otherwise(() => ({ model: step("low", { image: shell, outputs: { model: artifact("text") }, command: ({ outputs }) => ["sh", "-c", 'printf low >"$0"', outputs.model.path] }).outputs.model }));
    const alone = when(params.fast.eq(false), () => step("slow", { image: shell, command: () => ["true"] }));
    step("after-alone", { image: shell, command: () => ["true"], after: [alone] });
    step("report", {
      image: shell,
      inputs: { model: chosen.model, value: sized.value },
      command: ({ inputs }) => ["sh", "-c", 'echo "$(cat "$0") $1 $2 $3"', inputs.model.path, inputs.value, measure.outputs.detail.note, measure.outputs.detail],
    });
  },
);

export const surroundings = { environment: { namespace: "default" } };
