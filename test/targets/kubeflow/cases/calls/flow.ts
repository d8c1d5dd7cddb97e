/** Calls: inlined, with parameters by value, results in loops and branches, and a callee that calls. */
import { artifact, flow, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const inner = flow("inner", { owner: "ml", params: { word: z.string(), times: z.int().default(2) } }, ({ params, step }) => {
  const repeated = step("repeat", { image: shell, outputs: { text: z.string(), file: artifact("text") }, command: ({ outputs }) => ["sh", "-c", 'printf "$1x$2" >"$0"; printf "file of $1" >"$3"', outputs.text.path, params.word, params.times, outputs.file.path] });
  return { text: repeated.outputs.text, file: repeated.outputs.file };
});

export const middle = flow("middle", { owner: "ml", params: { words: z.array(z.string()), loud: z.boolean().default(false) } }, ({ params, call, forEach, step, when }) => {
  const all = forEach("each-word", params.words, (word) => {
    const done = call("do", inner, { word });
    return { text: done.outputs.text, file: done.outputs.file };
  });
  const joined = when(params.loud.isTrue, () =>
    step("shout", { image: shell, inputs: { all: all.text }, outputs: { line: z.string() }, command: ({ inputs, outputs }) => ["sh", "-c", 'printf "%s!" "$1" >"$0"', outputs.line.path, inputs.all] }),
  ).otherwise(() =>
    step("say", { image: shell, inputs: { all: all.text, files: all.file }, outputs: { line: z.string() }, command: ({ inputs, outputs }) => ["sh", "-c", 'printf "%s %s" "$1" "$(cat "$2"/*)" >"$0"', outputs.line.path, inputs.all, inputs.files.paths] }),
  );
  return { line: joined.outputs.line };
});

export const calls = flow("calls", { owner: "ml", params: { word: z.string().default("hej") } }, ({ params, call, step }) => {
  const quiet = call("quiet", middle, { words: ["a", "it's {b}"] });
  const loud = call("loud", middle, { words: ["c"], loud: true });
  const one = call("one", inner, { word: params.word, times: 7 });
  step("report", { image: shell, inputs: { file: one.outputs.file }, command: ({ inputs }) => ["sh", "-c", 'printf "%s\\n" "$@"; cat "$0"', inputs.file.path, quiet.outputs.line, loud.outputs.line, one.outputs.text] });
});

export const surroundings = { environment: { namespace: "default" } };
