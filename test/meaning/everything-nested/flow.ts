/** A match in a loop in a call in a branch, with texts, numbers and artifacts that come all the way out. */
import { artifact, flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const nestedCallee = flow(
  "nested-callee",
  { owner: "ml", params: { jobs: z.array(z.object({ kind: z.enum(["copy", "count"]), text: z.string() })) } },
  ({ params, step, forEach, match }) => {
    const all = forEach("each", params.jobs, { parallelism: 2 }, (job) => {
      const done = match(job.kind, {
        copy: () =>
          step("copy", {
            image: shell,
            outputs: { out: z.string(), file: artifact("text") },
            command: ({ outputs }) => [
              "sh",
              "-c",
              'printf %s "$2" >"$0"; printf "copy of %s" "$2" >"$1"',
              outputs.out.path,
              outputs.file.path,
              job.text,
            ],
          }),
        count: () => {
          const counted = step("count", {
            image: shell,
            outputs: { length: z.int() },
            command: ({ outputs }) => ["sh", "-c", 'printf "${#1}" >"$0"', outputs.length.path, job.text],
          });
          return step("say", {
            image: shell,
            outputs: { out: z.string(), file: artifact("text") },
            command: ({ outputs }) => [
              "sh",
              "-c",
              'printf "%s long" "$2" >"$0"; printf "count of %s" "$3" >"$1"',
              outputs.out.path,
              outputs.file.path,
              counted.outputs.length,
              job.text,
            ],
          });
        },
      });
      return { out: done.outputs.out, file: done.outputs.file };
    });
    const joined = step("join", {
      image: shell,
      inputs: { files: all.file },
      outputs: { lines: z.array(z.string()), bundle: artifact("text") },
      command: ({ inputs, outputs }) => [
        "sh",
        "-c",
        'printf %s "$2" >"$0"; cat "$3"/* >"$1"',
        outputs.lines.path,
        outputs.bundle.path,
        all.out,
        inputs.files.paths,
      ],
    });
    return { lines: joined.outputs.lines, bundle: joined.outputs.bundle, count: params.jobs.length };
  },
);
export const everythingNested = flow(
  "everything-nested",
  { owner: "ml", params: { go: z.boolean().default(true) } },
  ({ params, step, when, call }) => {
    const result = when(params.go.isTrue, () => {
      const called = call("work", nestedCallee, {
        jobs: [
          { kind: "copy", text: 'it\'s $(HOME) "x"' },
          { kind: "count", text: "[1]" },
          { kind: "copy", text: "" },
        ],
      });
      return { lines: called.outputs.lines, bundle: called.outputs.bundle, count: called.outputs.count };
    }).otherwise(() => {
      const none = step("none", {
        image: shell,
        outputs: { lines: z.array(z.string()), bundle: artifact("text"), count: z.int() },
        command: ({ outputs }) => [
          "sh",
          "-c",
          'printf "[]" >"$0"; printf nothing >"$1"; printf 0 >"$2"',
          outputs.lines.path,
          outputs.bundle.path,
          outputs.count.path,
        ],
      });
      return { lines: none.outputs.lines, bundle: none.outputs.bundle, count: none.outputs.count };
    });
    step("use", {
      image: shell,
      inputs: { bundle: result.bundle },
      outputs: { out: z.string() },
      command: ({ inputs, outputs }) => [
        "sh",
        "-c",
        'printf "%s|%s|%s" "$1" "$2" "$(cat "$3")" >"$0"',
        outputs.out.path,
        result.lines,
        result.count,
        inputs.bundle.path,
      ],
    });
  },
);
