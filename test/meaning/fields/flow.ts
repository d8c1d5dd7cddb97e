/** Fields of objects whose names are no identifiers, or are words of the language, and texts in them. */
import { flow, json, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

const write = 'printf %s "$1" >"$0"';
export const fields = flow(
  "fields",
  {
    owner: "ml",
    params: {
      object: z
        .object({ "a-b": z.string(), eq: z.int(), "it's": z.object({ "x y": z.array(z.string()) }), length: z.number(), é: z.boolean() })
        .default({ "a-b": "one $ 'two'", eq: 4, "it's": { "x y": ['p"q', ""] }, length: 1.5, é: true }),
    },
  },
  ({ params, step, when, forEach }) => {
    step("first", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf "%s|%s|%s|%s" "$1" "$2" "$3" "$4" >"$0"',
        outputs.out.path,
        params.object.field("a-b"),
        params.object.field("eq"),
        params.object.field("length"),
        params.object.field("it's").field("x y"),
      ],
    });
    const made = step("made", {
      image: shell,
      outputs: { object: z.object({ deep: z.array(z.object({ "k.e y": z.string() })) }) },
      command: ({ outputs }) => [
        "sh",
        "-c",
        write,
        outputs.object.path,
        '{"deep":[{"k.e y":"v\\né 🙂 \\\\ \\""},{"k.e y":"{\\"a\\":1}"}]}',
      ],
    });
    forEach("each", made.outputs.object.deep, (item) =>
      step("item", {
        image: shell,
        outputs: { out: z.string() },
        command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, item.field("k.e y")],
      }),
    );
    when(params.object.field("é").isTrue.and(params.object.field("eq").eq(4)), () =>
      step("held", { image: shell, command: () => ["true"] }),
    );
    step("written", {
      image: shell,
      env: {
        JSON: json({ made: made.outputs.object, "it's": params.object.field("a-b"), list: [params.object.field("length"), null, "x"] }),
      },
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", 'printf %s "$JSON" >"$0"', outputs.out.path],
    });
  },
);
