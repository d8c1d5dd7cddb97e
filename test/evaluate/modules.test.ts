import { expect, it } from "vitest";
import { flowNamed, loadFiles, marked, names, shortly } from "./project.ts";

const usesShared = (specifier: string): string => `import { flow } from "millwright";
import { image } from "${specifier}";
export const a = flow("a", { owner: "x" }, ({ step }) => { step("only", { image, command: () => ["a"] }); });
`;

it.each(["./shared.ts", "./shared.js", "./shared", "./folder", "./folder/index.ts", "../flows/shared.ts"])(
  "resolves %s as TypeScript would",
  async (specifier) => {
    const loaded = await loadFiles({
      "flows/a.flow.ts": usesShared(specifier),
      "flows/shared.ts": 'export const image: string = "a:1";\n',
      "flows/folder/index.ts": 'export const image: string = "a:1";\n',
    });
    expect(loaded.diagnostics).toEqual([]);
    expect(names(loaded)).toEqual(["a"]);
  },
);

it("evaluates a file that many import once, and knows its importers", async () => {
  const loaded = await loadFiles({
    "flows/a.flow.ts": `import "../shared.ts";\n${flowNamed("a")}`,
    "flows/b.flow.ts": `import "../shared";\n${flowNamed("b")}`,
    "shared.ts": 'console.log("once");\n',
  });
  expect(loaded.printed).toEqual([{ file: "flows/a.flow.ts", lines: ["once"] }]);
  expect(loaded.importers.get("shared.ts")).toEqual(new Set(["flows/a.flow.ts", "flows/b.flow.ts"]));
  expect([...loaded.served.keys()].sort()).toEqual(["flows/a.flow.ts", "flows/b.flow.ts", "millwright.config.ts", "shared.ts"]);
});

it("says which file was perhaps meant, at the specifier", async () => {
  const { text, place } = marked('export const a = 1;\nimport { b } from ¦"./shard.ts";\n');
  const loaded = await loadFiles({ "flows/a.flow.ts": text, "flows/shared.ts": "export const b = 1;\n" });
  expect(loaded.diagnostics.map(shortly)).toEqual([`load/missing-module flows/a.flow.ts:${place}`]);
  expect(loaded.diagnostics[0]).toMatchObject({
    message: '"flows/a.flow.ts" imports "./shard.ts", which is not there.',
    help: 'Did you mean "./shared.ts"?',
  });
});

it("says which export was perhaps meant, of a file and of our own", async () => {
  const first = marked('import { imagee } from "./shared.ts";\nexport const a = imagee;\n'.replace("imagee", "¦imagee"));
  const second = marked('import { z, ¦flows } from "millwright";\nexport const a = [z, flows];\n');
  const loaded = await loadFiles({
    "flows/a.flow.ts": first.text,
    "flows/b.flow.ts": second.text,
    "flows/shared.ts": "export const image = 1;\n",
  });
  expect(loaded.diagnostics.map(shortly)).toEqual([
    `load/missing-export flows/a.flow.ts:${first.place}`,
    `load/missing-export flows/b.flow.ts:${second.place}`,
  ]);
  expect(loaded.diagnostics.map(({ help }) => help)).toEqual(['Did you mean "image"?', 'Did you mean "flow"?']);
});

it("loads JSON modules, and packages of the project by their exports", async () => {
  const loaded = await loadFiles({
    "flows/a.flow.ts":
      'import data from "./data.json" with { type: "json" };\nimport { b } from "pkg/deep/x";\nimport own from "@scope/pkg";\nif (data.a + b + own !== 6) throw new Error("wrong");\n',
    "flows/data.json": '{ "a": 1 }',
    "node_modules/pkg/package.json": '{ "name": "pkg", "exports": { "./deep/*": { "require": "./no.cjs", "import": "./lib/*.mjs" } } }',
    "node_modules/pkg/lib/x.mjs": "export const b = 2;\n",
    "node_modules/@scope/pkg/package.json": '{ "type": "module", "main": "./main.js" }',
    "node_modules/@scope/pkg/main.js": "export default 3;\n",
  });
  expect(loaded.diagnostics).toEqual([]);
});

it("refuses CommonJS packages and native add-ons, and says why", async () => {
  const loaded = await loadFiles({
    "flows/a.flow.ts": 'import "old";\n',
    "flows/b.flow.ts": 'import "./native.node";\n',
    "node_modules/old/package.json": '{ "name": "old", "main": "./index.js" }',
    "node_modules/old/index.js": "module.exports = 1;\n",
    "flows/native.node": "",
  });
  expect(loaded.diagnostics.map(shortly)).toEqual([
    "load/package-not-a-module flows/a.flow.ts:1:8",
    "load/package-not-a-module flows/b.flow.ts:1:8",
  ]);
});

it("gives the run time's zod where the project has none, and the project's own where it has one", async () => {
  const without = await loadFiles({
    "flows/a.flow.ts":
      'import * as z from "zod";\nimport { z as ours } from "millwright";\nif (z.string !== ours.string) throw new Error("another");\n',
  });
  expect(without.diagnostics).toEqual([]);
  const own = {
    "node_modules/zod/package.json": '{ "name": "zod", "type": "module", "exports": { ".": "./index.js" } }',
    "node_modules/zod/index.js": 'export const mark = "own";\n',
  };
  const within = await loadFiles({
    "flows/a.flow.ts": 'import { mark } from "zod";\nif (mark !== "own") throw new Error("another");\n',
    ...own,
  });
  expect(within.diagnostics).toEqual([]);
});

it("tells each cycle of imports once, at an import that closes it", async () => {
  const loaded = await loadFiles({
    "flows/a.flow.ts": `import "../b.ts";\n${flowNamed("a")}`,
    "flows/z.flow.ts": `import "../c.ts";\n${flowNamed("z")}`,
    "b.ts": 'export const b = 1;\nimport "./c.ts";\n',
    "c.ts": 'export const c = 1;\nimport "./b.ts";\n',
  });
  expect(loaded.diagnostics.map(shortly)).toEqual(["load/import-cycle b.ts:2:8"]);
  expect(loaded.diagnostics[0]?.message).toBe('"b.ts" imports itself by way of "c.ts".');
});

it("tells a mistake in a shared file once, and how one came there", async () => {
  const loaded = await loadFiles({
    "flows/a.flow.ts": 'import "../shared.ts";\n',
    "flows/b.flow.ts": 'import "../shared.ts";\n',
    "flows/c.flow.ts": flowNamed("c"),
    "shared.ts": "const list: string[] = [];\nlist[0].trim();\n",
  });
  expect(loaded.diagnostics.map(shortly)).toEqual(["load/threw shared.ts:2:9"]);
  expect(loaded.diagnostics[0]?.related).toEqual([
    { message: '"shared.ts" is imported here', at: { file: "flows/a.flow.ts", line: 1, column: 8 } },
  ]);
  expect(names(loaded)).toEqual(["c"]);
  expect([...(loaded.environments[0]?.broken ?? [])].sort()).toEqual(["flows/a.flow.ts", "flows/b.flow.ts", "shared.ts"]);
});

it.each([
  ["const a: = 3;", "const a: ¦= 3;", "load/syntax"],
  ["an unfinished text", "const a = {¦", "load/syntax"],
  ["an enum", "¦enum Size { Small }", "load/not-erasable"],
  ["a namespace", "¦namespace N { export const a = 1; }", "load/not-erasable"],
  ["a parameter property", "class A { constructor(private ¦a: number) {} }", "load/not-erasable"],
  ["an old assertion", "const a = ¦<number>1;", "load/not-erasable"],
])("tells %s at its place, in our words", async (_, written, code) => {
  const { text, place } = marked(`export const ok = "é";\n${written}`);
  const loaded = await loadFiles({ "flows/a.flow.ts": text, "flows/b.flow.ts": flowNamed("b") });
  expect(loaded.diagnostics.map(shortly)).toEqual([`${code} flows/a.flow.ts:${place}`]);
  expect(loaded.diagnostics[0]?.message).not.toMatch(/<eof>|strip-only|Expected /);
  expect(names(loaded)).toEqual(["b"]);
});

it("reads a file with a byte order mark at the right columns", async () => {
  const loaded = await loadFiles({ "flows/a.flow.ts": "\uFEFFexport const a = Date.now();\n" });
  expect(loaded.diagnostics.map(shortly)).toEqual(["load/not-deterministic flows/a.flow.ts:1:23"]);
});

it("serves what is only in memory, and hides what is gone", async () => {
  const root = "flows/";
  const files = { "flows/a.flow.ts": flowNamed("a"), "flows/b.flow.ts": flowNamed("b") };
  const { writeProject, readers } = await import("./project.ts");
  const { load } = await import("../../compiler/phases/1-load.ts");
  const folder = writeProject(files);
  const overlay = new Map<string, string | null>([
    [`${folder}/${root}a.flow.ts`, flowNamed("changed")],
    [`${folder}/${root}b.flow.ts`, null],
    [`${folder}/${root}new/c.flow.ts`, `import "./d.ts";\n${flowNamed("c")}`],
    [`${folder}/${root}new/d.ts`, "export const d = 1;\n"],
    ["/etc/passwd", "export const no = 1;\n"],
  ]);
  const loaded = await load({ root: folder, readers, overlay, environments: ["dev"] });
  expect(loaded.diagnostics).toEqual([]);
  expect(names(loaded)).toEqual(["changed", "c"]);
  expect(loaded.served.get("flows/a.flow.ts")).toBe(flowNamed("changed"));
});
