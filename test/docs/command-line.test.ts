/** docs/command-line.md is a contract: its tables of flags and its types are held against the command itself. */
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type CommandWords, commandWords, type Flag } from "../../cli/completion/command-words.ts";
import { commands } from "../../cli/routes/commands.ts";

const root = path.resolve(import.meta.dirname, "../..");
const page = fs.readFileSync(path.join(root, "docs/command-line.md"), "utf8");
const all = commandWords(commands).filter(({ commands: below }) => below.length === 0);

it("has a section for each command, and for nothing else", () => {
  const headings = [...page.matchAll(/^## `millwright ([a-z ]*[a-z])(?: \[?[A-Z].*)?`$/gm)].map(([, name]) => name);
  expect(headings.sort()).toEqual(all.map(({ path }) => path).sort());
});

it.each(all.filter(({ flags }) => flags.length > 1))("lists the flags of $path", (command) => {
  expect(withoutPadding(page)).toContain(flagTable(command));
});

/** Tables as they are written by hand, whatever a formatter made of their columns. */
function withoutPadding(markdown: string): string {
  return markdown
    .replace(/ +\| ?/g, " | ")
    .replace(/-{3,}/g, "---")
    .replace(/ +$/gm, "");
}

function flagTable({ path: name, flags }: CommandWords): string {
  const rows = flags
    .filter((flag) => flag.name !== "help")
    .map((flag) => `| \`${written(flag)}\` | ${flag.brief.replaceAll("|", "\\|")} |`);
  return [`<!-- flags: ${name} -->`, "", "| flag | meaning |", "| --- | --- |", ...rows, ""].join("\n");
}

function written({ name, values, placeholder }: Flag): string {
  const value = values.length > 0 ? values.join("|") : placeholder;
  return `${name.length === 1 ? "-" : "--"}${name}${value === undefined ? "" : ` ${value}`}`.replaceAll("|", "\\|");
}

let folder = "";
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-contract-"));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

it("gives JSON documents of the types that the page declares, with no member more or less", { timeout: 120_000 }, () => {
  const documents = documentsOfEachCommand();
  const types = [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code]) => code).join("\n");
  const declared = [...types.matchAll(/^interface (\w+Output)/gm)].map(([, name]) => name ?? "");
  expect(new Set(documents.map(([type]) => type))).toEqual(new Set(declared));
  const uses = documents.map(([type, text], index) => `export const document${index}: ${type} = ${text};`);
  fs.writeFileSync(path.join(folder, "contract.ts"), [types, ...uses].join("\n"));
  expect(typeErrors(path.join(folder, "contract.ts"))).toBe("");
});

/** The platform of `init`, committed; then with a change, a warning, a silenced finding and an error. */
function documentsOfEachCommand(): readonly (readonly [type: string, text: string])[] {
  const platform = path.join(folder, "platform");
  const run = (...words: readonly string[]) => {
    const { stdout } = spawnSync(process.execPath, [path.join(root, "dist/main.js"), ...words, "--json"], {
      cwd: platform,
      encoding: "utf8",
    });
    return stdout;
  };
  fs.mkdirSync(platform);
  fs.writeFileSync(path.join(platform, ".gitignore"), "node_modules/\n");
  const begun = run("init");
  const built = run("build");
  for (const words of [
    ["init"],
    ["add", "--all"],
    ["-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "--message", "A platform"],
  ])
    execFileSync("git", words, { cwd: platform, stdio: "ignore" });
  const flow = path.join(platform, "flows/churn.flow.ts");
  const text = fs.readFileSync(flow, "utf8");
  const gpus = `const l4 = gpuPool("l4", { accelerator: "nvidia-l4", node: { machine: "g6.12xlarge", gpus: 4, cpu: 44, memory: "170Gi" }, capacity: { onDemand: { maxNodes: 3 } }, provider: { karpenter: { nodeClass: "gpu" } } });`;
  const changed = text
    .replace("memory, z }", "gpuPool, memory, z }")
    .replace("export const churn", `${gpus}\nexport { l4 };\n\nexport const churn`)
    .replace("memory: settings.memory }", "memory: settings.memory, gpu: { pool: l4, count: 1 } }")
    .replace("z.iso.date() },", "z.iso.date(), spare: z.int().default(1) },")
    .replace(
      '    const plan = step("plan", {',
      '    // millwright-ignore check/unused-output: read by people until 2999-01-31\n    step("look", { image: "ghcr.io/acme/look:latest", outputs: { seen: z.int() }, command: () => ["look"] });\n    const plan = step("plan", {',
    );
  fs.writeFileSync(flow, changed);
  const digest = `sha256:${"a".repeat(64)}`;
  const documents: (readonly [string, string])[] = [
    ["InitOutput", begun],
    ["BuildOutput", built],
    ["CheckOutput", run("check")],
    ["DiffOutput", run("diff")],
    ["BuildWhyOutput", run("build", "--why", "prod/argo/churn.yaml")],
    ["ListOutput", run("list", "--select", "state:modified", "--base", "HEAD", "--why")],
    ["ListOutput", run("list")],
    ["ExplainOutput", run("explain", "link/unknown-image")],
    ["CodesOutput", run("explain")],
    ["ImagesSetOutput", run("images", "set", `churn=${digest}`)],
    ["ImagesSetOutput", run("images", "set", `churn=ghcr.io/acme/other:2@${digest}`, "--env", "prod")],
    ["ImagesListOutput", run("images", "list")],
    ["BackfillOutput", run("backfill", "churn", "--from", "2025-11-24", "--to", "2025-11-25", "--print")],
    ["SubmitOutput", run("submit", "churn", "-p", "day=2026-11-24", "--print")],
    ["CancelOutput", run("cancel", "argo:ml/churn-1", "--print")],
  ];
  fs.writeFileSync(flow, changed.replace('timeout: "12h"', 'timeout: "12 hours"').replace('"2h"', '"2hours"'));
  documents.push(["CheckOutput", run("check")], ["BuildOutput", run("build")], ["DiffOutput", run("diff")]);
  const said = documents.map(([, document]) => document).join("\n");
  // What is not in a document is not compared, so the interesting members have to be there.
  for (const member of ["fixes", "suppression", "hoursPerMonth", "moved", "changedIn", "endColumn", "kept"])
    expect(said).toContain(`"${member}": `);
  for (const empty of ["gpus", "suppressed", "kept"]) expect(said).toMatch(new RegExp(`"${empty}": \\[\\s*\\{`));
  return documents;
}

function typeErrors(file: string): string {
  const { stdout } = spawnSync(
    path.join(root, "node_modules/.bin/tsc"),
    ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--ignoreConfig", "--types", "", file],
    {
      encoding: "utf8",
      cwd: path.dirname(file),
    },
  );
  return stdout;
}
