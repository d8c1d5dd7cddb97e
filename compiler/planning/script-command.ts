/**
 * A script as a command: its interpreter, with a prologue that gives it `inputs` and `outputs`
 *
 * Values are handed over as words after the program, three a port: what it is, its name, its value. Nothing is ever pasted into the source.
 */
import { basename } from "node:path/posix";
import type { Text } from "../../schema/record.ts";
import { typeOf } from "../link/type-of.ts";
import type { Flow, Step, StepProgram } from "../program.ts";

type Script = Extract<StepProgram, { readonly kind: "script" }>;

/** The words of a script's command. */
export function scriptCommand(step: Step, { language, source, file }: Script, flow: Flow): readonly Text[] {
  const words = portWords(step, flow);
  switch (language) {
    case "python":
      return ["python3", "-c", python, source, file === undefined ? `<${step.name}>` : basename(file), ...words];
    case "bash":
      return ["bash", "-c", `${bash}\n${source}`, step.name, ...words];
    case "node":
      return ["node", "-e", `${node}\n${source}`, "--", ...words];
  }
}

function portWords(step: Step, flow: Flow): readonly Text[] {
  const words: Text[] = [];
  for (const [name, source] of Object.entries(step.inputs)) {
    const { type } = typeOf(source, flow);
    if (type === "artifact") words.push("path", name, { op: "inputPath", name });
    else if (type === "artifacts") words.push("paths", name, { op: "inputPath", name });
    else words.push(type === "string" ? "text" : "json", name, { op: "input", name });
  }
  for (const name of Object.keys(step.outputs)) words.push("output", name, { op: "outputPath", name });
  return words;
}

// The source is a word of its own, so that lines in a traceback are lines of the script, and what must stand first in a program does.
const python = `import json, sys, types

def ports(words):
    inputs, outputs = types.SimpleNamespace(), types.SimpleNamespace()
    for kind, name, value in zip(words[0::3], words[1::3], words[2::3]):
        if kind == "output":
            setattr(outputs, name, types.SimpleNamespace(path=value))
        elif kind in ("path", "paths"):
            setattr(inputs, name, types.SimpleNamespace(**{kind: value}))
        else:
            setattr(inputs, name, json.loads(value) if kind == "json" else value)
    return inputs, outputs

source, name = sys.argv[1:3]
inputs, outputs = ports(sys.argv[3:])
sys.argv[:] = [name]
del json, sys, types, ports
exec(compile(source, name, "exec"))
`;

// One line, so that line n of the script is line n + 1.
const bash =
  "declare -A inputs=() outputs=(); while [ $# -gt 0 ]; do case $1 in output) outputs[$2]=$3;; *) inputs[$2]=$3;; esac; shift 3; done";

const node =
  "const { inputs, outputs } = ((words) => { const inputs = {}, outputs = {}; for (let i = 0; i < words.length; i += 3) { const [kind, name, value] = words.slice(i, i + 3); " +
  'if (kind === "output") outputs[name] = { path: value }; else inputs[name] = kind === "json" ? JSON.parse(value) : kind === "text" ? value : { [kind]: value }; } ' +
  "return { inputs, outputs }; })(process.argv.splice(1));";
