/** One text, with every character that some engine gives a meaning, through a parameter, an output, items, an environment variable, a literal and a condition. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

const awkward = 'it\'s "so" $HOME $$ $(HOME) `id` \\n \\ %s # * ~ { } {} | & ; < > ! é 漢 🙂\ttab, \nnew line,  two spaces ';
export const awkwardText = flow(
  "awkward-text",
  { owner: "ml", params: { text: z.string().default(awkward), list: z.array(z.string()).default([awkward, "", " "]) } },
  ({ params, step, forEach, when }) => {
    const write = 'printf %s "$1" >"$0"';
    const first = step("first", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, params.text],
    });
    const second = step("second", {
      image: shell,
      inputs: { text: first.outputs.out },
      outputs: { out: z.string() },
      command: ({ inputs, outputs }) => ["sh", "-c", write, outputs.out.path, inputs.text],
    });
    const all = forEach("each", params.list, (text) =>
      step("item", { image: shell, outputs: { out: z.string() }, command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, text] }),
    );
    step("gathered", {
      image: shell,
      inputs: { all: all.outputs.out },
      outputs: { out: z.array(z.string()) },
      command: ({ inputs, outputs }) => ["sh", "-c", write, outputs.out.path, inputs.all],
    });
    step("environment", {
      image: shell,
      env: { TEXT: second.outputs.out },
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", 'printf %s "$TEXT" >"$0"', outputs.out.path],
    });
    step("literal", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", write, outputs.out.path, `<${second.outputs.out}>${params.text}`],
    });
    when(second.outputs.out.eq(awkward), () => step("equal", { image: shell, command: () => ["true"] })).otherwise(() =>
      step("unequal", { image: shell, command: () => ["true"] }),
    );
  },
);
