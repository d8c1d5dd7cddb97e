/** A called flow is part of the caller: with a subworkflow step it would be whatever version is active on the day. */
import { flow, z } from "../../../../../schema/index.ts";

const image = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";
const write = 'printf %s "$1" >"$0"';

export const called = flow("called", { owner: "ml", params: { word: z.string(), note: z.string().optional(), times: z.int().default(2) }, targets: ["argo"] }, ({ params, step }) => {
  const made = step("repeat", {
    image,
    outputs: { text: z.string() },
    command: ({ outputs }) => ["sh", "-c", write, outputs.text.path, params.word, params.times, params.note.orElse("none")],
  });
  return { text: made.outputs.text, times: params.times };
});

export const surroundings = { targets: ["maestro", "argo"] };
export const calls = flow("calls", { owner: "ml", params: { word: z.string().default("a") }, targets: ["maestro"] }, ({ params, call, step, forEach }) => {
  const one = call("one", called, { word: params.word, note: "n" });
  forEach("each", ["x", "y"], (word) => {
    call("two", called, { word, times: 7 });
  });
  step("use", { image, command: () => ["echo", one.outputs.text, one.outputs.times] });
});
