import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { codeBlocks } from "../support/code-blocks.ts";

const root = path.resolve(import.meta.dirname, "../..");
const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

/** What the blocks speak of and do not show. */
const beside: Readonly<Record<string, string>> = {
  "images.lock.toml": ["churn", "notify", "llm", "spark"]
    .map((name) => `[images.${name}]\nrepository = "ghcr.io/acme/${name}"\ntag = "1.0"\ndigest = "${digest}"\n`)
    .join("\n"),
  "flows/train.toml": 'epochs = 20\nmemory = "16Gi"\ncpu = 8\ntimeout = "6h"\n',
  "flows/report.sh": "declare -p inputs\n",
};

/** The page's blocks as files of one platform: the last is its config. */
function writeBlocks(folder: string): void {
  fs.mkdirSync(path.join(folder, "flows"));
  for (const { line, code } of blocks()) {
    const file = code.includes("export default platform(") ? "millwright.config.ts" : `flows/line-${line}.flow.ts`;
    fs.writeFileSync(path.join(folder, file), code, { flag: "wx" });
  }
}

function blocks(): ReturnType<typeof codeBlocks> {
  return codeBlocks(fs.readFileSync(path.join(root, "docs/flows.md"), "utf8"), "ts");
}

it("teaches with blocks that compile as they stand", () => {
  expect(blocks().length).toBeGreaterThan(9);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-docs-"));
  try {
    fs.writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
    writeBlocks(folder);
    const base = JSON.parse(fs.readFileSync(path.join(root, "tsconfig.json"), "utf8"));
    const options = {
      ...base.compilerOptions,
      typeRoots: [path.join(root, "node_modules/@types")],
      paths: { millwright: [path.join(root, "schema/index.ts")] },
    };
    fs.writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["*.ts", "flows"] }));
    expect(tsc(folder)).toBe("");
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

it("teaches with blocks in which check finds nothing", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-docs-"));
  try {
    writeBlocks(folder);
    for (const [name, text] of Object.entries(beside)) fs.writeFileSync(path.join(folder, name), text);
    const checked = spawnSync(process.execPath, [path.join(root, "dist/main.js"), "check", "--root", folder], { encoding: "utf8" });
    expect(checked.stdout.match(/^error .*/gm) ?? []).toEqual([]);
    expect(checked.status).toBe(0);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

it("shows every field of the language at least once", () => {
  const shown = blocks()
    .map(({ code }) => code)
    .join("");
  const files = fs.globSync("schema/kinds/*/*language.ts", { cwd: root });
  expect(files.length).toBeGreaterThan(3);
  const fields = files.flatMap((file) =>
    [...fs.readFileSync(path.join(root, file), "utf8").matchAll(/readonly (\w+)\??:/g)].map(([, name]) => name ?? ""),
  );
  // What the words of the language make, and what comes with later commands.
  const elsewhere = new Set([
    "kind",
    "name",
    "kubeflow",
    "maestro",
    "target",
    "external",
    "tool",
    "options",
    "sample",
    "plugins",
    "plugin",
  ]);
  expect([...new Set(fields)].filter((field) => !elsewhere.has(field) && !new RegExp(`\\b${field}\\b`).test(shown))).toEqual([]);
});

function tsc(folder: string): string {
  try {
    return execFileSync(path.join(root, "node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8", cwd: folder });
  } catch (error) {
    return String((error as { readonly stdout: string }).stdout);
  }
}
