import fs from "node:fs";
import path from "node:path";
import { diagnoseInputs } from "../../remediation/diagnose-inputs.ts";
import { type Context, exit } from "../context.ts";
import { note, print } from "../output.ts";
import { readMeasures } from "../runs/read-measures.ts";
import { sayVerdict } from "../runs/say-verdict.ts";
import { styleFor } from "../style.ts";
import { unreadableInput } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface DiagnoseFlags {
  readonly metrics?: readonly string[];
  readonly json?: boolean;
  readonly format?: "human" | "json";
}

/** Says what went wrong in what the paths hold. Exits 1 where something did. Throws cli/unreadable-input. */
export async function diagnose(
  this: Context,
  { json, metrics = [], format = json === true ? "json" : "human" }: DiagnoseFlags,
  ...paths: string[]
): Promise<void> {
  for (const name of paths) {
    if (name !== "-" && !fs.existsSync(path.resolve(this.folder, name)))
      throw new UsageError(unreadableInput.at(null, { name, problem: "does not exist" }));
  }
  const measures = await readMeasures(this, metrics);
  const style = styleFor(this.process.stdout, this.environment);
  const verdicts = diagnoseInputs(
    paths.map((name) => (name === "-" ? name : fromHere(this.folder, name))),
    {
      measures,
      standardInput: this.standardInput ?? nothing(),
      onUnread: ({ name, problem }) => note(this, `warning: "${name}" ${problem}.`),
      onRulesOnly: () =>
        note(
          this,
          'note: the package "onnxruntime-node" is not installed, so only rules are asked, and nothing is proposed on text alone.',
        ),
    },
  );
  for await (const verdict of verdicts) {
    if (verdict.action !== "none") this.process.exitCode = exit.findings;
    if (format === "json") print(this, JSON.stringify({ formatVersion: 1, ...verdict }));
    else print(this, ...sayVerdict(verdict, style));
  }
}

/** As it was given where the command runs in its own folder, so that names in the output are those of the command line. */
function fromHere(folder: string, name: string): string {
  return folder === process.cwd() || path.isAbsolute(name) ? name : path.join(folder, name);
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
