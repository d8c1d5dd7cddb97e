/** JSON that writes characters as escapes: the values are what it means. */
import { flow, json, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

const write = ["sh", "-c", 'printf %s "$1" >"$0"'];
export const jsonEscapes = flow("json-escapes", { owner: "ml" }, ({ step, forEach, when }) => {
  const made = step("made", {
    image: shell,
    outputs: { list: z.array(z.string()), object: z.object({ a: z.string(), n: z.number() }) },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf %s "$2" >"$0"; printf %s "$3" >"$1"',
      outputs.list.path,
      outputs.object.path,
      '["\\u00e9","\\ud83d\\ude42","a\\/b","\\u0024(x)","tab\\t"]',
      '{"\\u0061":"\\u0022","n":1.50e0}',
    ],
  });
  const all = forEach("each", made.outputs.list, (text) =>
    step("item", { image: shell, outputs: { out: z.string() }, command: ({ outputs }) => [...write, outputs.out.path, text] }),
  );
  step("gathered", {
    image: shell,
    outputs: { out: z.array(z.string()) },
    command: ({ outputs }) => [...write, outputs.out.path, all.outputs.out],
  });
  step("field", {
    image: shell,
    outputs: { out: z.string() },
    command: ({ outputs }) => [
      "sh",
      "-c",
      'printf "%s %s" "$1" "$2" >"$0"',
      outputs.out.path,
      made.outputs.object.a,
      made.outputs.object.n,
    ],
  });
  when(made.outputs.object.a.eq('"'), () => step("quote", { image: shell, command: () => ["true"] }));

  const marked = step("marked", {
    image: shell,
    outputs: { list: z.array(z.object({ url: z.string(), n: z.number() })) },
    command: ({ outputs }) => [...write, outputs.list.path, '[{"url":"<a?b&c>\u2028","n":1e-7},{"url":"\\\\u003c","n":12e20}]'],
  });
  const same =
    "import json, sys\nopen(sys.argv[1], 'w').write(str(json.loads(sys.argv[2]) == [{'url': '<a?b&c>\u2028', 'n': 1e-7}, {'url': chr(92) + 'u003c', 'n': 12e20}]).lower())";
  step("marked-whole", {
    image: shell,
    outputs: { same: z.boolean() },
    command: ({ outputs }) => ["python3", "-c", same, outputs.same.path, marked.outputs.list],
  });
  const each = forEach("mark", marked.outputs.list, (mark) =>
    step("marked-item", {
      image: shell,
      outputs: { whole: z.object({ url: z.string(), n: z.number() }), json: z.array(z.string()) },
      command: ({ outputs }) => [
        "sh",
        "-c",
        'printf %s "$2" >"$0"; printf %s "$3" >"$1"',
        outputs.whole.path,
        outputs.json.path,
        mark,
        json([mark.url]),
      ],
    }),
  );
  step("marked-gathered", {
    image: shell,
    outputs: { same: z.boolean() },
    command: ({ outputs }) => ["python3", "-c", same, outputs.same.path, each.outputs.whole],
  });
});
