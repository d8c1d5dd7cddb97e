import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import type { PlannedStep } from "../../compiler/plan.ts";
import { artifact, z } from "../../schema/index.ts";
import type { Text } from "../../schema/record.ts";
import { type Loose, looseFlow, options } from "../support/mistakes.ts";
import { planOf } from "../support/program.ts";

const hostile = `it's "quoted" $(touch /tmp/x) \`date\` {{workflow.name}} \\ %s\nsecond line é 🚂`;
const values: Readonly<Record<string, string>> = {
  text: hostile,
  rows: "3",
  on: "true",
  items: `["a b",{"c":1.5}]`,
  model: "/in/model",
  all: "/in/all",
};

/** The command of a script with inputs of every type, as an engine would fill it in. */
function commandOf(language: string, source: string): readonly string[] {
  const plan = planOf({
    f: looseFlow(({ step, forEach, script }) => {
      const made = step(
        "made",
        options({
          outputs: { model: artifact("onnx"), rows: z.int(), on: z.boolean(), text: z.string(), list: z.array(z.string()) } as Loose,
        }),
      );
      const all = forEach("each", made.outputs.list, () => step("one", options({ outputs: { file: artifact("csv") } })));
      const { text, rows, on, list, model } = made.outputs;
      script("s", {
        ...options(),
        command: undefined,
        language,
        source,
        inputs: { text, rows, on, items: list, model, all: all.outputs.file },
        outputs: { auc: z.number() },
      });
    }, {}),
  });
  const script = plan.body.nodes.at(-1) as PlannedStep;
  return (script.command ?? []).map(filledIn);
}

function filledIn(word: Text): string {
  if (typeof word === "string") return word;
  if (word.op === "input" || word.op === "inputPath") return values[word.name] ?? "";
  return word.op === "outputPath" ? `/out/${word.name}` : "";
}

function run([program = "", ...words]: readonly string[]) {
  const { stdout, stderr, status, error } = spawnSync(program, words, { encoding: "utf8" });
  return { stdout, stderr, status, missing: error !== undefined };
}

function has(program: string): boolean {
  return spawnSync(program, ["--version"]).error === undefined;
}

it.skipIf(!has("python3"))("gives a Python script typed inputs and the paths of its outputs", () => {
  const source =
    "import json, sys\nprint(json.dumps([inputs.text, inputs.rows + 1, inputs.on, inputs.items, inputs.model.path, inputs.all.paths, outputs.auc.path, sys.argv[1:], __name__]))";
  const { stdout } = run(commandOf("python", source));
  expect(JSON.parse(stdout)).toEqual([hostile, 4, true, ["a b", { c: 1.5 }], "/in/model", "/in/all", "/out/auc", [], "__main__"]);
});

it.skipIf(!has("python3"))("names lines of the script itself in a Python traceback, and fails with it", () => {
  const { stderr, status } = run(commandOf("python", "from __future__ import annotations\nvalue = 1\nraise ValueError('no luck')"));
  expect(status).toBe(1);
  expect(stderr).toContain('File "<s>", line 3');
});

it.skipIf(!has("bash"))("gives a bash script its inputs and outputs as arrays of texts", () => {
  const source =
    // biome-ignore lint/suspicious/noTemplateCurlyInString: bash, not JavaScript
    'printf "%s|" "${inputs[text]}" "${inputs[rows]}" "${inputs[on]}" "${inputs[items]}" "${inputs[model]}" "${inputs[all]}" "${outputs[auc]}" "$#"\nexit 3';
  const { stdout, status } = run(commandOf("bash", source));
  expect(stdout).toBe([hostile, "3", "true", values["items"], "/in/model", "/in/all", "/out/auc", "0", ""].join("|"));
  expect(status).toBe(3);
});

it("gives a Node script typed inputs and the paths of its outputs", () => {
  const source =
    "console.log(JSON.stringify([inputs.text, inputs.rows + 1, inputs.on, inputs.items, inputs.model.path, inputs.all.paths, outputs.auc.path, process.argv.slice(1)]))";
  const { stdout } = run(commandOf("node", source));
  expect(JSON.parse(stdout)).toEqual([hostile, 4, true, ["a b", { c: 1.5 }], "/in/model", "/in/all", "/out/auc", []]);
});

it("keeps the source a word that can be read, and never puts a value into it", () => {
  for (const language of ["python", "bash", "node"]) {
    const source = "first line\nsecond line";
    const command = commandOf(language, source);
    expect(command.filter((word) => word.endsWith(source))).toHaveLength(1);
    expect(command.find((word) => word.endsWith(source))).not.toContain(hostile);
  }
});
