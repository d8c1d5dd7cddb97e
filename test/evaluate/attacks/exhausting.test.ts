import { expect, it } from "vitest";
import { flowNamed, loadFiles, marked, names, shortly } from "../project.ts";
import { attack, expectStopped, stopped } from "./attack.ts";

const limits = { silence: 1_500, heap: 64, process: 400 };

it.each(["while (true) {¦}", "for (;;)¦;", "for (const a of (function* () { for (;;) ¦yield 1; })()) {}", "do {¦} while (1);"])(
  "stops the endless loop %s in its body",
  async (loop) => {
    await expectStopped("load/endless", `export const a = 1;\n${loop}\n`);
  },
);

it("stops an endless loop that catches what stops it", async () => {
  const { text, place } = marked("export const a = 1;\nfor (;;) {\n  try { for (;;) {¦} } catch {}\n}\n");
  expect((await stopped(text, {}, { limits }))[0]).toBe(`load/endless flows/attack.flow.ts:${place}`);
});

it("stops work without end that has no loop, by the clock", async () => {
  const text = `export const a = /^(a|a?)+$/.test("a".repeat(40) + "!");\n`;
  expect(await stopped(text, {}, { limits })).toEqual(["load/endless flows/attack.flow.ts:1:1"]);
});

it("stops a recursion without end where it recurs", async () => {
  expect(await stopped("export const a = 1;\nfunction again() { again(); }\nagain();\n")).toEqual([
    "load/endless flows/attack.flow.ts:2:20",
  ]);
});

it("stops microtasks without end", async () => {
  expect(await stopped("export const a = 1;\nconst again = () => queueMicrotask(again);\nagain();\n", {}, { limits })).toEqual([
    "load/endless flows/attack.flow.ts:1:1",
  ]);
});

it("finds a module that waits for what never comes, at the await", async () => {
  expect(await stopped("export const a = 1;\nawait new Promise(() => {});\n")).toEqual(["load/never-settles flows/attack.flow.ts:2:1"]);
});

it("stops a definition that allocates values without end", async () => {
  const text =
    "const all = [];\nconst fill = (n) => { all.push(new Array(1e5).fill(n)); return n < 1e5 ? [n].map((m) => fill(m + 1)) : []; };\nlet n = 0;\nwhile (true) { all.push(new Array(1e5).fill(n++)); }\n";
  expect(await stopped(text, {}, { limits: { ...limits, silence: 20_000 } })).toEqual(["load/out-of-memory flows/attack.flow.ts:4:1"]);
});

it.runIf(process.platform === "linux")("stops a definition that allocates bytes outside of the heap", async () => {
  const text = "const all = [];\nfor (let i = 0; i < 2000; i++) all.push(Buffer.alloc(4e6, i));\n";
  expect(await stopped(text, {}, { limits: { ...limits, silence: 20_000 } })).toEqual(["load/out-of-memory flows/attack.flow.ts:2:1"]);
});

it("stops a definition that asks for files without end", async () => {
  const text =
    'import { config, z } from "millwright";\nexport const a = 1;\nfor (let i = 0; ; i++) config("./x" + i + ".toml", z.object({}));\n';
  expect((await attack(text, {}, { limits: { ...limits, questions: 300 } })).map(({ code }) => code)).toContain("load/endless");
});

it("reads a plain loop of a million turns without a word", async () => {
  expect(await stopped("let sum = 0;\nfor (let i = 0; i < 1e6; i++) sum += i;\nexport const a = sum;\n")).toEqual([]);
});

it("blames the file that kills its process, and no other of many", async () => {
  const files: Record<string, string> = {};
  for (let index = 0; index < 60; index++)
    files[`flows/f${String(index).padStart(2, "0")}.flow.ts`] = flowNamed(`f${String(index).padStart(2, "0")}`);
  for (const index of [7, 31])
    files[`flows/f${String(index).padStart(2, "0")}.flow.ts`] = 'export const a = /^(a|a?)+$/.test("a".repeat(40) + "!");\n';
  files["flows/f50.flow.ts"] = "const all = [];\nwhile (true) { all.push(new Array(1e5).fill(all.length)); }\n";
  const loaded = await loadFiles(files, { limits });
  expect(names(loaded)).toHaveLength(57);
  expect(loaded.diagnostics.map(shortly)).toEqual([
    "load/endless flows/f07.flow.ts:1:1",
    "load/endless flows/f31.flow.ts:1:1",
    "load/out-of-memory flows/f50.flow.ts:2:1",
  ]);
});

it("reads every other file where some are nested too deeply for the parser", async () => {
  const loaded = await loadFiles({
    "flows/a.flow.ts": flowNamed("a"),
    "flows/b.flow.ts": `export const b = ${"[".repeat(5_000)}${"]".repeat(5_000)};\n`,
    "flows/c.flow.ts": flowNamed("c"),
    "flows/d.flow.ts": `export const d = ${"a=>".repeat(5_000)}1;\n`,
    "flows/e.flow.ts": "export const e: = 1;\n",
    "flows/f.flow.ts": flowNamed("f"),
  });
  expect(names(loaded)).toEqual(["a", "c", "f"]);
  expect(loaded.diagnostics.map(shortly)).toEqual([
    "load/syntax flows/b.flow.ts:1:1",
    "load/syntax flows/d.flow.ts:1:1",
    "load/syntax flows/e.flow.ts:1:17",
  ]);
});
