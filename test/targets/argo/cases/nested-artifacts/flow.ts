/** Folders of folders: two and three loops, empty ones inside, and folders that passed through a branch and a call. */
import { artifact, flow, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const words = flow("words", { owner: "ml", params: { words: z.array(z.string()) } }, ({ step, forEach, params }) => {
  const made = forEach("word", params.words, (word) =>
    step("write", {
      image: shell,
      outputs: { file: artifact("text") },
      command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.file.path, word],
    }),
  );
  return { files: made.outputs.file };
});

export const nestedArtifacts = flow(
  "nested-artifacts",
  {
    owner: "ml",
    params: {
      groups: z.array(z.array(z.string())).default([["a", "b"], [], ["c"]]),
      deep: z.array(z.array(z.array(z.string()))).default([[["x"], []], [], [["y", "z"]]]),
    },
  },
  ({ step, forEach, call, when, params }) => {
    const two = forEach("group", params.groups, (group) =>
      forEach("word", group, (word) =>
        step("make", {
          image: shell,
          outputs: { file: artifact("text") },
          command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"', outputs.file.path, word],
        }),
      ),
    );
    const three = forEach("outer", params.deep, (middle) =>
      forEach("middle", middle, (inner) =>
        forEach("inner", inner, (word) =>
          step("make-deep", {
            image: shell,
            outputs: { file: artifact("text"), size: z.int() },
            command: ({ outputs }) => ["sh", "-c", 'printf %s "$1" >"$0"; printf "${#1}" >"$2"', outputs.file.path, word, outputs.size.path],
          }),
        ),
      ),
    );
    const chosen = forEach("either", params.groups, (group) =>
      when(group.length.gt(1), () =>
        forEach("many", group, (word) =>
          step("make-many", {
            image: shell,
            outputs: { file: artifact("text"), unused: z.int() },
            command: ({ outputs }) => ["sh", "-c", 'printf "many %s" "$1" >"$0"; printf 1 >"$2"', outputs.file.path, word, outputs.unused.path],
          }),
        ),
      ).otherwise(() =>
        forEach("few", group, (word) =>
          step("make-few", {
            image: shell,
            outputs: { file: artifact("text"), unused: z.int() },
            command: ({ outputs }) => ["sh", "-c", 'printf "few %s" "$1" >"$0"; printf 1 >"$2"', outputs.file.path, word, outputs.unused.path],
          }),
        ),
      ),
    );
    const called = forEach("each-call", params.groups, (group) => call("written", words, { words: group }));
    step("report", {
      image: shell,
      inputs: { two: two.outputs.file, three: three.outputs.file, sizes: three.outputs.size, chosen: chosen.outputs.file, called: called.outputs.files },
      command: ({ inputs }) => [
        "sh",
        "-c",
        'for folder in "$@"; do cd "$folder" && find . | sort && find . -type f | sort | xargs -r cat; done',
        inputs.sizes,
        inputs.two.paths,
        inputs.three.paths,
        inputs.chosen.paths,
        inputs.called.paths,
      ],
    });
  },
);

export const surroundings = { environment: { namespace: "default" } };

export const options = { version: "4.1", helperImage: "registry.acme.io/busybox:1.36" };
