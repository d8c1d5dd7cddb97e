/** What `npm pack` ships. Needs dist/ (npm run build). */
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { runAs } from "./registry.ts";

const repository = path.resolve(import.meta.dirname, "../..");

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

interface LockEntry {
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
}

const manifest = JSON.parse(fs.readFileSync(path.join(repository, "package.json"), "utf8")) as Manifest;

function shipped(): readonly string[] {
  const { out } = runAs(repository, "npm", ["pack", "--dry-run", "--json", "--ignore-scripts"]);
  const listed = JSON.parse(out) as
    | readonly { readonly files: readonly { readonly path: string }[] }[]
    | Readonly<Record<string, { readonly files: readonly { readonly path: string }[] }>>;
  return Object.values(listed).flatMap(({ files }) => files.map((file) => file.path));
}

test("the package has the command, the types, the Action and the texts; no test and no source", () => {
  const files = shipped();
  expect(files.filter((file) => !file.startsWith("dist/")).sort()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "action.yml",
    "action/comment/action.yml",
    "action/comment/main.mjs",
    "action/main.mjs",
    "package.json",
  ]);
  const parts = new Set(files.filter((file) => file.startsWith("dist/")).map((file) => file.split("/")[1] ?? ""));
  expect([...parts].sort()).toEqual([
    "action",
    "child.js",
    "chunks",
    "definitions.js",
    "main.js",
    "model",
    "pages.json",
    "templates",
    "testing.js",
    "types",
  ]);
  // What `init` writes is a platform with a test of its own.
  const ours = files.filter((file) => !file.startsWith("dist/templates/"));
  expect(ours.filter((file) => /\.ts$/.test(file) && !file.endsWith(".d.ts"))).toEqual([]);
  expect(ours.filter((file) => /\.test\.|(?:^|\/)(?:test|bench)\/|\.map$/.test(file))).toEqual([]);
});

test("no script runs when the package is installed, neither its own nor one of a dependency", () => {
  expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?(install|prepare|pack|publish)/.test(name))).toEqual([]);
  const lock = JSON.parse(fs.readFileSync(path.join(repository, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, LockEntry>>;
  };
  const withScript = Object.entries(lock.packages).filter(([, { dev, hasInstallScript }]) => dev !== true && hasInstallScript === true);
  expect(withScript.map(([name]) => name)).toEqual([]);
  expect(fs.readFileSync(path.join(repository, ".npmrc"), "utf8")).toContain("ignore-scripts=true\n");
});

test("the lock takes every package from the registry, with its checksum", () => {
  const lock = JSON.parse(fs.readFileSync(path.join(repository, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, LockEntry>>;
  };
  for (const [name, { resolved, integrity }] of Object.entries(lock.packages)) {
    if (resolved === undefined) continue;
    expect([name, resolved]).toEqual([name, expect.stringMatching(/^https:\/\/registry\.npmjs\.org\//)]);
    expect([name, integrity]).toEqual([name, expect.stringMatching(/^sha512-/)]);
  }
});

test("what is shipped imports only what the package depends on", () => {
  const declared = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies)]);
  const scripts = shipped().filter((file) => /\.(js|mjs|d\.ts)$/.test(file));
  const imported = scripts.flatMap((file) => {
    const text = fs.readFileSync(path.join(repository, file), "utf8");
    return [...text.matchAll(/(?:\bfrom|\bimport\(?|\brequire\()\s*"((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[\w./-]+)?"/g)].map(
      ([, name = ""]) => name,
    );
  });
  const builtin = new Set([...process.getBuiltinModule("module").builtinModules, "node:"]);
  // Of the user's own choice, for pictures as PNG; where it is absent, `graph` says so.
  declared.add("@resvg/resvg-js");
  // Likewise for the text classifier; where it is absent, `diagnose` asks rules only.
  declared.add("onnxruntime-node");
  const strange = [...new Set(imported)].filter((name) => !declared.has(name) && !builtin.has(name) && name !== "millwright");
  expect(strange).toEqual([]);
});

test("the command's first file is understood by every Node that knows modules", () => {
  const text = fs.readFileSync(path.join(repository, "dist/main.js"), "utf8");
  expect(text.startsWith("#!/usr/bin/env node\n")).toBe(true);
  // No static import but of Node's own, no await at the top, nothing newer than modules themselves.
  expect([...text.matchAll(/\bfrom\s*"([^"]+)"/g)].map(([, name]) => name)).toEqual(["node:module"]);
  expect(text).not.toMatch(/\bawait\b|\?\?=|\|\|=|#[a-z]\w*[;=(]|\bstatic\s*\{/);
});
