import { expect, it } from "vitest";
import { merge } from "../../compiler/evaluate/config-file.ts";
import { locateKey } from "../../compiler/evaluate/locate-key.ts";
import { flowNamed, loadFiles, marked, names, shortly } from "./project.ts";

const reads = (file: string): string => `import { config, flow, z } from "millwright";
const settings = config("${file}", z.object({ image: z.string(), sizes: z.object({ cpu: z.number(), gpus: z.array(z.int()) }) }));
export const a = flow("a", { owner: "x" }, ({ step }) => { step("only", { image: settings.image, command: () => ["a", settings.sizes.cpu, ...settings.sizes.gpus] }); });
`;

const toml = 'image = "a:1"\n[sizes]\ncpu = 1\ngpus = [1, 2]\n';

function stepOf(loaded: Awaited<ReturnType<typeof loadFiles>>, environment: number): unknown {
  const record = loaded.environments[environment]?.definitions[0]?.record as {
    readonly nodes: readonly { readonly command: unknown; readonly options?: unknown }[];
  };
  return record.nodes[0];
}

it.each([
  ["a.toml", toml],
  ["a.json", '{ "image": "a:1", "sizes": { "cpu": 1, "gpus": [1, 2] } }'],
  ["a.yaml", "image: a:1\nsizes: { cpu: 1, gpus: [1, 2] }\n"],
])("reads %s beside the definition", async (file, text) => {
  const loaded = await loadFiles({ "flows/a.flow.ts": reads(`./${file}`), [`flows/${file}`]: text });
  expect(loaded.diagnostics).toEqual([]);
  expect(JSON.stringify(stepOf(loaded, 0))).toContain('["a","1","1","2"]');
  expect(loaded.served.get(`flows/${file}`)).toBe(text);
  expect(loaded.configReaders.get(`flows/${file}`)).toEqual(new Set(["flows/a.flow.ts"]));
});

it("lays an environment's file over the plain one: objects merge, everything else replaces", async () => {
  const files = { "flows/a.flow.ts": reads("./a.toml"), "flows/a.toml": toml, "flows/a.prod.toml": "[sizes]\ngpus = [8]\n" };
  const loaded = await loadFiles(files, { environments: ["dev", "prod"] });
  expect(loaded.diagnostics).toEqual([]);
  expect(JSON.stringify(stepOf(loaded, 0))).toContain('["a","1","1","2"]');
  expect(JSON.stringify(stepOf(loaded, 1))).toContain('["a","1","8"]');
});

it("evaluates again for another environment only what an overlay can reach", async () => {
  const printing = (name: string, imported: string): string => `import "${imported}";\nconsole.log("${name}");\n${flowNamed(name)}`;
  const loaded = await loadFiles(
    {
      "flows/far.flow.ts": printing("far", "../middle.ts"),
      "flows/near.flow.ts": `console.log("near");\n${flowNamed("near")}`,
      "flows/other.flow.ts": printing("other", "../plain.ts"),
      "middle.ts": 'import "./reads.ts";\n',
      "reads.ts": 'import { config, z } from "millwright";\nexport const settings = config("./r.json", z.object({ a: z.int() }));\n',
      "plain.ts": 'import { config, z } from "millwright";\nexport const settings = config("./p.json", z.object({ a: z.int() }));\n',
      "r.json": '{ "a": 1 }',
      "r.prod.json": '{ "a": 2 }',
      "p.json": '{ "a": 1 }',
    },
    { environments: ["dev", "prod"] },
  );
  expect(loaded.diagnostics).toEqual([]);
  expect(loaded.printed.map(({ file }) => file)).toEqual([
    "flows/far.flow.ts",
    "flows/near.flow.ts",
    "flows/other.flow.ts",
    "flows/far.flow.ts",
  ]);
  expect([names(loaded, 0), names(loaded, 1)]).toEqual([
    ["far", "near", "other"],
    ["far", "near", "other"],
  ]);
  const [dev = [], prod = []] = loaded.environments.map(({ definitions }) => definitions);
  expect(dev.map((definition, index) => definition === prod[index])).toEqual([false, true, true]);
});

it("finds an overlay that only the first environment has", async () => {
  const files = { "flows/a.flow.ts": reads("./a.toml"), "flows/a.toml": toml, "flows/a.dev.toml": "[sizes]\ncpu = 7\n" };
  const loaded = await loadFiles(files, { environments: ["dev", "prod"] });
  expect(JSON.stringify(stepOf(loaded, 0))).toContain('["a","7","1","2"]');
  expect(JSON.stringify(stepOf(loaded, 1))).toContain('["a","1","1","2"]');
});

it("tells a missing file at the call, and what was perhaps meant", async () => {
  const { text, place } = marked(reads("./setings.toml").replace('config("', '¦config("'));
  const loaded = await loadFiles({ "flows/a.flow.ts": text, "flows/settings.toml": toml });
  expect(loaded.diagnostics.map(shortly)).toEqual([`load/config-missing flows/a.flow.ts:${place}`]);
  expect(loaded.diagnostics[0]?.help).toBe('Did you mean "./settings.toml"?');
});

it("tells a broken file at its own place", async () => {
  const loaded = await loadFiles({ "flows/a.flow.ts": reads("./a.toml"), "flows/a.toml": 'image = "a:1"\nsizes = = 1\n' });
  expect(loaded.diagnostics.map(shortly)).toEqual(["load/config-syntax flows/a.toml:2:9"]);
});

it("tells a broken overlay in the environment that has it", async () => {
  const files = {
    "flows/a.flow.ts": reads("./a.json"),
    "flows/a.json": '{ "image": "a:1", "sizes": { "cpu": 1, "gpus": [] } }',
    "flows/a.prod.json": "{",
  };
  const loaded = await loadFiles(files, { environments: ["dev", "prod"] });
  expect(loaded.diagnostics.map(shortly)).toEqual(["load/config-syntax flows/a.prod.json:1:2"]);
  expect(loaded.environments.map(({ broken }) => broken.has("flows/a.flow.ts"))).toEqual([false, true]);
});

it("tells a file whose name says no format", async () => {
  const loaded = await loadFiles({ "flows/a.flow.ts": reads("./a.ini"), "flows/a.ini": "" });
  expect(loaded.diagnostics.map(shortly)).toEqual(["load/config-format flows/a.flow.ts:2:18"]);
});

it("hands on values of the wrong type with the place of the call", async () => {
  const loaded = await loadFiles({ "flows/a.flow.ts": reads("./a.toml"), "flows/a.toml": toml.replace("cpu = 1", 'cpu = "one"') });
  const [found] = loaded.environments[0]?.problems ?? [];
  const problem = found?.problem as {
    readonly code: string;
    readonly values: unknown;
    readonly calls: readonly [readonly [number, number, number]];
  };
  expect(problem).toMatchObject({
    code: "load/config-type",
    values: { file: "./a.toml", path: "sizes.cpu", keyFile: "flows/a.toml", keyLine: 3, keyColumn: 1 },
  });
  expect(found?.siteOf(problem.calls[0])).toEqual({ file: "flows/a.flow.ts", line: 2, column: 18 });
});

it.each([
  ["a.json", '{ "a": { "x": [1, { "b": 2 }] },\n  "c": { "¦b": 3 } }', "c.b"],
  ["a.json", '{ "c": "b: {",\n  ¦"d": [[1], 2] }', "d.1"],
  ["a.toml", "b = 1\n[c]\n¦b = 2\n", "c.b"],
  ["a.toml", "[[c]]\nx = 1\n[c.d]\n  ¦e.f = 2\n", "c.d.e.f"],
  ["a.toml", '¦["c d"]\nx = 1\n', "c d"],
  ["a.yaml", "a:\n  b: 1\nc:\n  - x: 1\n    ¦b: 2\n", "c.0.b"],
  ["a.yml", "# b: 1\n'q': {}\n¦b: 2\n", "b"],
])("finds in %s where %j gives %s", (file, written, key) => {
  const { text, place } = marked(file.endsWith("json") ? written.replace('"¦', '¦"') : written);
  const found = locateKey(text, file, key);
  expect(`${found?.line}:${found?.column}`).toBe(place);
});

it("points at no key that is not there", () => {
  expect(["a.json", "a.toml", "a.yaml"].map((file) => locateKey("", file, "a.b"))).toEqual([undefined, undefined, undefined]);
  expect(locateKey('{ "a": { "b": 1 } }', "a.json", "b")).toBeUndefined();
});

it("merges without ever touching a prototype", () => {
  const merged = merge(
    JSON.parse('{ "a": { "x": 1 } }'),
    JSON.parse('{ "__proto__": { "polluted": 1 }, "a": { "y": [2] }, "constructor": 1 }'),
  ) as Readonly<Record<string, unknown>>;
  expect(Object.keys(merged)).toEqual(["a", "__proto__", "constructor"]);
  expect(({} as { readonly polluted?: number }).polluted).toBeUndefined();
  expect(merged["a"]).toEqual({ x: 1, y: [2] });
});
