/** A called flow runs inside the caller, with its defaults, its parameters by value, its results back; a callee may call, and be called in a loop. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

const write = 'printf %s "$1" >"$0"';
export const callInner = flow(
  "call-inner",
  { owner: "ml", params: { word: z.string(), times: z.int().default(2) }, timeout: "1h" },
  ({ params, step, onExit }) => {
    const repeated = step("repeat", {
      image: shell,
      outputs: { text: z.string(), file: artifact("text") },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf "%sx%s" "$1" "$2" >"$0"; printf "file of %s" "$1" >"$3"',
        outputs.text.path,
        params.word,
        params.times,
        outputs.file.path,
      ],
    });
    onExit("never", { image: shell, command: () => ["sh", "-c", "exit 9"] });
    return { text: repeated.outputs.text, file: repeated.outputs.file };
  },
);
export const callMiddle = flow(
  "call-middle",
  { owner: "ml", params: { words: z.array(z.string()) } },
  ({ params, call, forEach, step }) => {
    const all = forEach("each", params.words, (word) => {
      const done = call("do", callInner, { word });
      return { text: done.outputs.text, file: done.outputs.file };
    });
    const joined = step("join", {
      image: shell,
      inputs: { files: all.file },
      outputs: { line: z.string() },
      command: ({ inputs, outputs }) => [
        "sh",
        "-c",
        'printf "%s %s" "$1" "$(cat "$2"/*)" >"$0"',
        outputs.line.path,
        all.text,
        inputs.files.paths,
      ],
    });
    return { line: joined.outputs.line };
  },
);
export const callOuter = flow("call", { owner: "ml", params: { word: z.string().default("it's") } }, ({ params, call, step }) => {
  const middle = call("middle", callMiddle, { words: ["a", "b"] });
  const one = call("one", callInner, { word: params.word, times: 7 });
  step("use", {
    image: shell,
    inputs: { file: one.outputs.file },
    outputs: { out: z.string() },
    command: ({ inputs, outputs }) => [
      "sh",
      "-c",
      'printf "%s; %s; %s" "$1" "$2" "$(cat "$3")" >"$0"',
      outputs.out.path,
      middle.outputs.line,
      one.outputs.text,
      inputs.file.path,
    ],
  });
  step("after", {
    image: shell,
    after: [middle],
    outputs: { out: z.string() },
    command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, "done"],
  });
});
