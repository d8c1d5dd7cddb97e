import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openSource } from "../../compiler/evaluate/source.ts";
import { load } from "../../compiler/phases/1-load.ts";
import { findFiles } from "../../compiler/phases/load/find-files.ts";
import { matchGlob } from "../../compiler/phases/load/glob.ts";
import { flowNamed, loadFiles, marked, names, plainConfig, readers, shortly, writeProject } from "./project.ts";

it("gives the records of each environment with their files, in order of the files", async () => {
  const loaded = await loadFiles(
    { "flows/b.flow.ts": flowNamed("b"), "flows/deep/a.flow.ts": flowNamed("a") },
    { environments: ["dev", "prod"] },
  );
  expect(loaded.environments.map(({ name }) => name)).toEqual(["dev", "prod"]);
  expect(loaded.environments[0]?.definitions.map(({ file, exportName }) => `${file}#${exportName}`)).toEqual([
    "flows/b.flow.ts#b",
    "flows/deep/a.flow.ts#a",
  ]);
  expect(loaded.config?.record).toMatchObject({ kind: "platform" });
  expect(loaded.files).toEqual(["flows/b.flow.ts", "flows/deep/a.flow.ts"]);
});

it("gives the same, whatever the machine is called and however often it loads", async () => {
  const files = { "flows/a.flow.ts": `console.log(import.meta.url);\n${flowNamed("a")}` };
  const first = await loadFiles(files);
  const second = await loadFiles(files);
  const said = ({ environments, printed, diagnostics }: typeof first): string => JSON.stringify([environments, printed, diagnostics]);
  expect(said(second)).toBe(said(first));
});

it("says that there is no config", async () => {
  const root = writeProject({});
  fs.rmSync(path.join(root, "millwright.config.ts"));
  const loaded = await load({ root, readers });
  expect(loaded.diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ["load/no-config", `There is no "millwright.config.ts" in "${root}".`],
  ]);
});

it.each([
  ["no platform", "export const a = 1;\n", "no platform"],
  ["two platforms", `${plainConfig}export const second = platform({ definitions: [], environments: {}, targets: [] });\n`, "2 platforms"],
])("says that the config exports %s", async (_, config, found) => {
  const loaded = await loadFiles({ "millwright.config.ts": config });
  expect(loaded.diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ["load/no-platform", `"millwright.config.ts" exports ${found}, and must export one platform.`],
  ]);
});

it("tells what the config threw, and nothing that only follows from it", async () => {
  const loaded = await loadFiles({ "millwright.config.ts": 'export const a = 1;\nthrow new Error("no");\n' });
  expect(loaded.diagnostics.map(shortly)).toEqual(["load/threw millwright.config.ts:2:7"]);
});

it("finds the config in a folder of its own, with patterns and output beside it", async () => {
  const root = writeProject({
    "ml/millwright.config.ts": plainConfig,
    "ml/flows/a.flow.ts": `import "../../lib/x.ts";\n${flowNamed("a")}`,
    "lib/x.ts": "export const x = 1;\n",
  });
  const loaded = await load({ root, readers, config: "ml/millwright.config.ts", environments: ["dev"] });
  expect(loaded.diagnostics).toEqual([]);
  expect(loaded.environments[0]?.definitions.map(({ file }) => file)).toEqual(["ml/flows/a.flow.ts"]);
});

it("takes a definition that another file exports again as one, in the file of its call", async () => {
  const loaded = await loadFiles({
    "flows/a.flow.ts":
      'export { pool as again } from "../platform.ts";\nimport { pool } from "../platform.ts";\nexport const list = [pool];\n',
    "platform.ts":
      'import { gpuPool } from "millwright";\nexport const pool = gpuPool("h100", { accelerator: "h100", node: { machine: "a3", gpus: 8, cpu: 200, memory: "1800Gi" }, capacity: { onDemand: { maxNodes: 1 } }, provider: { karpenter: { nodeClass: "gpu" } } });\n',
  });
  expect(loaded.environments[0]?.definitions.map(({ file, exportName }) => `${file}#${exportName}`)).toEqual(["platform.ts#pool"]);
});

it("gives a definition of a factory to the file that exports it", async () => {
  const loaded = await loadFiles({
    "flows/a.flow.ts": 'import { make } from "../make.ts";\nexport const a = make("a");\n',
    "flows/b.flow.ts": 'import { make } from "../make.ts";\nexport const b = make("b");\n',
    "make.ts":
      'import { flow } from "millwright";\nexport const make = (name: string) => flow(name, { owner: "x" }, ({ step }) => { step("only", { image: "a:1", command: () => ["a"] }); });\n',
  });
  expect(loaded.diagnostics).toEqual([]);
  expect(loaded.environments[0]?.definitions.map(({ file, exportName }) => `${file}#${exportName}`)).toEqual([
    "flows/a.flow.ts#a",
    "flows/b.flow.ts#b",
  ]);
});

it("says what is described and not exported, at its call", async () => {
  const { text, place } = marked(flowNamed("lost").replace("export const lost = flow(", "¦flow("));
  const loaded = await loadFiles({ "flows/a.flow.ts": text });
  expect(loaded.diagnostics.map(shortly)).toEqual([`load/not-exported flows/a.flow.ts:${place}`]);
  expect(loaded.diagnostics[0]?.message).toBe('Flow "lost" is described but not exported, so it would not be built.');
});

it("says that a pattern finds nothing, and that one leads out", async () => {
  const loaded = await loadFiles({ "millwright.config.ts": plainConfig.replace('"flows/**/*.flow.ts"', '"flow/*.ts", "../*.ts"') });
  expect(loaded.diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ["load/no-definitions", 'The pattern "flow/*.ts" finds no file.'],
    ["load/outside-root", '"../*.ts" leads out of the root, and nothing outside of it is read.'],
  ]);
});

it("searches neither node_modules nor hidden folders nor the output", () => {
  const root = writeProject({
    "a.ts": "",
    "node_modules/x/b.ts": "",
    ".git/c.ts": "",
    "deploy/d.ts": "",
    "e/node_modules/f.ts": "",
    "e/deploy/g.ts": "",
    "e/h.ts": "",
  });
  expect(findFiles(["**/*.ts"], "", "deploy", openSource(root), () => ({ file: "millwright.config.ts" })).files).toEqual([
    "a.ts",
    "e/deploy/g.ts",
    "e/h.ts",
    "millwright.config.ts",
  ]);
});

it.each([
  ["*.flow.ts", ["a.flow.ts", ".flow.ts"], ["x/a.flow.ts", "a.flow.tsx", "a_flow.ts"]],
  ["flows/**/*.ts", ["flows/a.ts", "flows/x/y/a.ts"], ["a.ts", "flowss/a.ts"]],
  ["**/a.ts", ["a.ts", "x/a.ts"], ["x/ba.ts"]],
  ["{flows,lib}/{a,b}.ts", ["flows/a.ts", "lib/b.ts"], ["flows/c.ts"]],
  ["./a?.ts", ["ab.ts"], ["a.ts", "abc.ts", "a/.ts"]],
  ["a.b(c)+[d].ts", ["a.b(c)+[d].ts"], ["axb(c)+[d].ts", "a.b(c)+d.ts"]],
])("matches %s", (pattern, matching, others) => {
  const isMatch = matchGlob(pattern);
  expect([matching.filter((file) => !isMatch(file)), others.filter(isMatch)]).toEqual([[], []]);
});

it("matches hostile patterns in no time", () => {
  const began = performance.now();
  matchGlob(`${"*a".repeat(50)}b`)("a".repeat(5_000));
  matchGlob(`${"**/".repeat(40)}b`)("a/".repeat(200));
  matchGlob("{a,b}".repeat(30))("a".repeat(30));
  expect(performance.now() - began).toBeLessThan(1_000);
});

it("loads a hundred files, some broken, and misses none", async () => {
  const files: Record<string, string> = {};
  for (let index = 0; index < 100; index++) {
    const name = `f${String(index).padStart(3, "0")}`;
    files[`flows/${name}.flow.ts`] =
      index % 10 === 3 ? "export const x = {\n" : index % 10 === 7 ? 'throw new Error("x");\n' : flowNamed(name);
  }
  const loaded = await loadFiles(files);
  expect(names(loaded)).toHaveLength(80);
  expect(loaded.diagnostics.map(({ code }) => code).filter((code) => code === "load/syntax")).toHaveLength(10);
  expect(loaded.diagnostics.map(({ code }) => code).filter((code) => code === "load/threw")).toHaveLength(10);
});

it("loads hostile names of files", async () => {
  const odd = ["a b", "é", "a#b", "a%20b", "a?b", "😀", "__proto__", "a'b", "a\\b"];
  const files = Object.fromEntries(odd.map((name, index) => [`flows/${name}.flow.ts`, flowNamed(`f${index}`)]));
  const loaded = await loadFiles(files);
  expect(loaded.diagnostics).toEqual([]);
  expect(
    loaded.environments[0]?.definitions.map(({ file, record, siteOf }) => [
      file,
      siteOf((record as { readonly calls: readonly [readonly [number, number, number]] }).calls[0]),
    ]),
  ).toEqual(
    odd
      .map((name) => `flows/${name}.flow.ts`)
      .sort()
      .map((file) => [file, { file, line: 2, column: expect.any(Number) as number }]),
  );
});

/** Texts of definitions as nobody would write them. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom(
        "export const a = ",
        'flow("a", { owner: "x" }, ({ step }) => { ',
        'import { flow, z } from "millwright";\n',
        'import "./',
        '";\n',
        "` ${ `",
        "}); ",
        "throw ",
        "await ",
        "\u2028",
        "/*",
        "\0",
        "__proto__",
        "export default ",
        "class A extends ",
        "{{ }}",
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

it("ends well with definitions of any text, and loads the sound ones among them", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostileText, { minLength: 20, maxLength: 20 }), async (texts) => {
      const files = Object.fromEntries(texts.map((text, index) => [`flows/h${index}.flow.ts`, text]));
      const loaded = await loadFiles({ ...files, "flows/m.flow.ts": flowNamed("sound") }, { limits: { silence: 3_000 } });
      expect(names(loaded)).toContain("sound");
      for (const { code, at } of loaded.diagnostics)
        expect([code, at]).toEqual([
          expect.stringMatching(/^load\//),
          expect.objectContaining({ file: expect.stringMatching(/^flows\//) as string }),
        ]);
    }),
    { numRuns: 15 },
  );
});
