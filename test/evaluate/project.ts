/** Small projects on disk, loaded as `build` would load them. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import toml from "@iarna/toml";
import { onTestFinished } from "vitest";
import { parse as parseYaml } from "yaml";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { DataReaders, DataReading } from "../../compiler/evaluate/config-file.ts";
import { type Loaded, type LoadOptions, load } from "../../compiler/phases/1-load.ts";

function reading(parse: () => unknown): DataReading {
  try {
    return { value: JSON.parse(JSON.stringify(parse())) as unknown };
  } catch (error) {
    const { message, line, col } = error as { readonly message: string; readonly line?: number; readonly col?: number };
    return {
      problem: {
        message: message.split("\n")[0] ?? "",
        ...(line !== undefined && { line: line + 1 }),
        ...(col !== undefined && { column: col + 1 }),
      },
    };
  }
}

export const readers: DataReaders = {
  toml: (text) => reading(() => toml.parse(text)),
  json: (text) => reading(() => JSON.parse(text) as unknown),
  yaml: (text) => reading(() => parseYaml(text) as unknown),
};

export const plainConfig = `import { argo, platform } from "millwright";
export default platform({ definitions: ["flows/**/*.flow.ts"], environments: { dev: { namespace: "ml-dev" }, prod: { namespace: "ml" } }, targets: [argo()] });
`;

export const plainFlow = `import { flow } from "millwright";
export const NAME = flow("NAME", { owner: "growth-ml" }, ({ step }) => { step("only", { image: "a:1", command: () => ["a"] }); });
`;

export function flowNamed(name: string): string {
  return plainFlow.replaceAll("NAME", name);
}

/** Writes files into a new folder that goes with the test. */
export function writeProject(files: Readonly<Record<string, string>>): string {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-load-")));
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries({ "millwright.config.ts": plainConfig, ...files })) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  return root;
}

/** Loads the files; the environment is "dev" alone, unless said. */
export async function loadFiles(files: Readonly<Record<string, string>>, options: Partial<LoadOptions> = {}): Promise<Loaded> {
  return load({ root: writeProject(files), readers, environments: ["dev"], ...options });
}

/** `code file:line:column`, as far as it is known. */
export function shortly({ code, at }: Diagnostic): string {
  if (at === null || !("file" in at)) return code;
  return `${code} ${[at.file, at.line, at.column].filter((part) => part !== undefined).join(":")}`;
}

/** Names of the definitions of an environment, in order. */
export function names(loaded: Loaded, environment = 0): readonly string[] {
  return (loaded.environments[environment]?.definitions ?? []).map(({ record }) => (record as { readonly name: string }).name);
}

/** A text without its mark "¦", and the place of the mark as `line:column`. */
export function marked(text: string): { readonly text: string; readonly place: string } {
  const lines = text.slice(0, text.indexOf("¦")).split("\n");
  return { text: text.replace("¦", ""), place: `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}` };
}
