import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { newFolder, writeFiles } from "../support/folder.ts";
import { errorsOf, findingsOf } from "../support/run-command.ts";

/** What only the types can see: data of a config file are plain JavaScript, and what they do not have is `undefined`. */
const onlyTypes: readonly string[] = ['the config has no "rounds"'];

const config = `import { argo, platform } from "millwright";
export default platform({ definitions: ["*.flow.ts"], environments: { prod: { namespace: "ml", checkpoints: { claim: "c" } } }, targets: [argo()] });
`;
const source = fs.readFileSync(path.join(import.meta.dirname, "../types/must-not-compile.ts"), "utf8");
const lines = source.split("\n");
const mistakes = lines.flatMap((line, index) => {
  const [, said] = /^\s*\/\/ @ts-expect-error (.*)/.exec(line) ?? [];
  return said === undefined ? [] : [{ said, line: index + 1 }];
});

/** A value that nobody uses means nothing; here each is used. */
function used(line: string): string {
  const [, value = ""] = /^\s*((?:params\.\w+\.orElse|range|match|twice\.outputs)\b.*);$/.exec(line) ?? [];
  if (/^match\(.*\)\.gt|^twice/.test(value)) return `  when(${value}, () => {});`;
  if (value.startsWith("range")) return `  forEach("counted", ${value}, () => {});`;
  return value.includes(".orElse") ? `  step("used", { ...run, command: () => [${value}] });` : line;
}

/** The file with one mistake alone: the statements of the others are left out, and all flows are exported. */
function alone(wanted: number): string {
  const kept = lines.map((line, index) => (index === wanted ? used(line) : line));
  for (const { line } of mistakes) {
    if (line === wanted) continue;
    for (let at = line; at < line + statementLength(line); at++) kept[at] = "";
  }
  return kept
    .map((line, index) =>
      /^(?:flow|gpuPool)\(/.test(line) ? `export const e${index} = ${line}` : line.replace(/^const (h100|daily) = /, "export const $1 = "),
    )
    .join("\n");
}

/** Lines of the statement under a comment: it ends where its brackets do. Inside the options of a call, one line. */
function statementLength(comment: number): number {
  let depth = 0;
  for (let at = comment; at < lines.length; at++) {
    const text = (lines[at] ?? "").replace(/"[^"]*"/g, '""');
    for (const letter of text) depth += "([{".includes(letter) ? 1 : ")]}".includes(letter) ? -1 : 0;
    if (depth <= 0) return at - comment + 1;
  }
  return 1;
}

it.each(mistakes.filter(({ said }) => !onlyTypes.includes(said)))("checks at its line: $said", async ({ line }) => {
  const root = newFolder();
  writeFiles(root, {
    "millwright.config.ts": config,
    "a.flow.ts": alone(line),
    "train.toml": 'memory = "1Gi"\nepochs = 3\n',
    "images.lock.toml": `[images.churn]\nrepository = "ghcr.io/acme/churn"\ndigest = "sha256:${"a".repeat(64)}"\n`,
  });
  const { code, findings } = await findingsOf("check", root);
  const last = line + statementLength(line);
  expect(errorsOf(findings).filter((found) => found.line !== null && found.line > line && found.line <= last)).not.toEqual([]);
  expect(code).toBe(1);
});
