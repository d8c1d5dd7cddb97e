/** What a command sees of numbers, booleans, lists and objects, as a word, inside a literal, and in the environment. */
import { flow, json, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const textOfValues = flow(
  "text-of-values",
  {
    owner: "ml",
    params: {
      tiny: z.number().default(0.0000001),
      huge: z.number().default(1e21),
      whole: z.number().default(2),
      yes: z.boolean().default(true),
      list: z.array(z.number()).default([1, 0.5, 1e-7]),
      object: z.object({ a: z.string(), b: z.array(z.int()) }).default({ a: "x y", b: [1, 2] }),
    },
  },
  ({ params, step }) => {
    const write = 'printf %s "$1" >"$0"';
    const text = { out: z.string() };
    step("tiny", { image: shell, outputs: text, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, params.tiny] });
    step("huge", { image: shell, outputs: text, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, params.huge] });
    step("whole", { image: shell, outputs: text, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, `n=${params.whole}`] });
    step("yes", {
      image: shell,
      env: { YES: params.yes },
      outputs: text,
      command: ({ outputs }) => ["sh", "-c", 'printf "%s %s" "$1" "$YES" >"$0"', outputs.out.path, params.yes],
    });
    step("list", { image: shell, outputs: text, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, params.list] });
    step("object", { image: shell, outputs: text, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, params.object] });
    step("field", {
      image: shell,
      outputs: text,
      command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, `${params.object.a}, ${params.object.b}`],
    });
    step("written", {
      image: shell,
      outputs: text,
      command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, json({ text: params.object.a, list: params.list, yes: params.yes })],
    });
    const made = step("made", {
      image: shell,
      outputs: { number: z.number(), integer: z.int(), yes: z.boolean(), list: z.array(z.number()), object: z.object({ a: z.string() }) },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf 1.50e1 >"$0"; printf 1e3 >"$1"; printf false >"$2"; printf "[ 1.0, 2 ]" >"$3"; printf "{ \\"a\\" : \\"b  c\\" }" >"$4"',
        outputs.number.path,
        outputs.integer.path,
        outputs.yes.path,
        outputs.list.path,
        outputs.object.path,
      ],
    });
    step("seen", {
      image: shell,
      outputs: text,
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf "%s|%s|%s|%s|%s" "$1" "$2" "$3" "$4" "$5" >"$0"',
        outputs.out.path,
        made.outputs.number,
        made.outputs.integer,
        made.outputs.yes,
        made.outputs.list,
        made.outputs.object,
      ],
    });
  },
);
