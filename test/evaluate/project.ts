/** Small projects on disk, loaded as `build` would load them. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { type Loaded, type LoadOptions, load } from "../../compiler/phases/1-load.ts";
import { dataReaders } from "../../compiler/text/data-readers.ts";

export { dataReaders as readers } from "../../compiler/text/data-readers.ts";

export const plainConfig = `import { argo, platform } from "millwright";
export default platform({ definitions: ["flows/**/*.flow.ts"], environments: { dev: { namespace: "ml-dev" }, prod: { namespace: "ml" } }, targets: [argo()] });
`;

const plainFlow = `import { flow } from "millwright";
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
  return load({ root: writeProject(files), readers: dataReaders, environments: ["dev"], ...options });
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
