import { expect, it } from "vitest";
import { loadFiles, shortly } from "../project.ts";
import { expectStopped, stopped } from "./attack.ts";

it.each([
  "Date.¦now()",
  "¦new Date()",
  "¦Date()",
  "¦new (new Date(0).constructor)()",
  "Reflect.¦construct(Date, [])",
  "Math.¦random()",
  "performance.¦now()",
  "crypto.¦randomUUID()",
  "new Intl.DateTimeFormat('en').¦format()",
  "process.env.¦TOKEN",
  "Object.¦keys(process.env)",
  "process.¦argv",
  "process.¦cwd()",
  "process.¦platform",
  "navigator.¦hardwareConcurrency",
  "¦new Event('x').timeStamp",
  "¦new File([], 'x').lastModified",
  "¦new WeakRef({})",
])("finds %s, which gives another value each time", async (expression) => {
  await expectStopped("load/not-deterministic", `export const a = 1;\nexport const b = ${expression};\n`);
});

it("finds every one of them in a file, and goes on with a value that stays the same", async () => {
  const text = `import { flow } from "millwright";
export const attack = flow("attack", { owner: "x" }, ({ step }) => {
  step("one", { image: "a:1", command: () => ["a", Date.now(), Math.random()] });
  step("two", { image: "a:1", command: () => ["a", new Date().toISOString(), process.env.TOKEN] });
});
`;
  const loaded = await loadFiles({ "flows/attack.flow.ts": text });
  expect(loaded.diagnostics.map(shortly)).toEqual(
    ["3:57", "3:69", "4:52", "4:90"].map((place) => `load/not-deterministic flows/attack.flow.ts:${place}`),
  );
  const record = loaded.environments[0]?.definitions[0]?.record as { readonly failure?: unknown; readonly nodes: readonly unknown[] };
  expect([record.failure, record.nodes.length]).toEqual([undefined, 2]);
});

it("takes the words of a refusal from nobody else", async () => {
  const text = `import { flow } from "millwright";
export const attack = flow("attack", { owner: "x" }, () => { throw new Error("fetch() is not there while definitions are evaluated."); });
`;
  const loaded = await loadFiles({ "flows/attack.flow.ts": text });
  const record = loaded.environments[0]?.definitions[0]?.record as { readonly failure?: { readonly message: string } };
  expect(record.failure?.message).toBe("fetch() is not there while definitions are evaluated, says the definition.");
});

it("finds Temporal.Now where the language has it", async () => {
  const text = `if (typeof Temporal === "undefined") throw new Error("none");\nexport const b = Temporal.Now.instant();\n`;
  const found = await stopped(text);
  expect(["load/not-deterministic flows/attack.flow.ts:2:31", "load/threw flows/attack.flow.ts:1:44"]).toContain(found[0]);
});

it("keeps dates that are given, in UTC", async () => {
  const text = `const day = new Date("2026-01-01");
if (!(day instanceof Date) || day.toISOString() !== "2026-01-01T00:00:00.000Z") throw new Error("no date");
if (new Date(2026, 0, 1).getTime() !== day.getTime()) throw new Error("no UTC");
if (new Intl.DateTimeFormat("en", { timeZone: "UTC" }).format(day) !== "1/1/2026") throw new Error("no format");
if (Date.UTC(2026, 0) !== day.getTime() || Date.parse("2026-01-01") !== day.getTime()) throw new Error("no parse");
`;
  expect(await stopped(text)).toEqual([]);
});

it("shows no folder of the machine", async () => {
  const text = `for (const part of [import.meta.url, import.meta.dirname, import.meta.filename, new Error("x").stack.split("\\n").slice(1, 2).join("")]) {
  if (!part.includes("flows") || /home|tmp|work/.test(part)) throw new Error(part);
}
`;
  expect(await stopped(text)).toEqual([]);
});

it("lets a package look for process.env without a finding, and find nothing", async () => {
  const files = {
    "node_modules/looks/package.json": '{ "name": "looks", "type": "module", "exports": "./index.js" }',
    "node_modules/looks/index.js":
      'export const mode = typeof process !== "undefined" && process.env.NODE_ENV ? process.env.NODE_ENV : "none";\n',
  };
  expect(await stopped('import { mode } from "looks";\nif (mode !== "none") throw new Error(mode);\n', files)).toEqual([]);
});

it("points into the project where a package takes the clock on its behalf", async () => {
  const files = {
    "node_modules/clock/package.json": '{ "name": "clock", "type": "module", "exports": "./index.js" }',
    "node_modules/clock/index.js": "export function now() { return Date.now(); }\n",
  };
  expect(await stopped('import { now } from "clock";\nexport const at = now();\n', files)).toEqual([
    "load/not-deterministic flows/attack.flow.ts:2:19",
  ]);
});
