/** Scripts have their inputs as values and their outputs as paths. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const scripts = flow(
  "scripts",
  { owner: "ml", params: { text: z.string().default('it\'s "so" $x') } },
  ({ params, script, step }) => {
    const made = script("python", {
      image: shell,
      language: "python",
      inputs: { text: params.text, list: "[]" },
      outputs: { length: z.int(), text: z.string() },
      source: "open(outputs.length.path, 'w').write(str(len(inputs.text)))\nopen(outputs.text.path, 'w').write(inputs.text * 2)\n",
    });
    const bash = script("bash", {
      image: shell,
      language: "bash",
      inputs: { text: made.outputs.text },
      outputs: { out: z.string() },
      source: 'printf "<%s>" "${inputs[text]}" >"${outputs[out]}"\n',
    });
    step("use", {
      image: shell,
      outputs: { out: z.string() },
      command: ({ outputs }) => ["sh", "-c", 'printf "%s %s" "$1" "$2" >"$0"', outputs.out.path, made.outputs.length, bash.outputs.out],
    });
  },
);
