import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Context } from "../../cli/context.ts";
import { templateFiles, templateNames } from "../../cli/init/templates.ts";
import { version } from "../../cli/version.ts";
import { runFake } from "../support/fake-context.ts";

let folder = "";
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-init-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function run(inputs: readonly string[], more: Partial<Context> = {}) {
  return runFake(["init", ...inputs], {}, { folder, ...more });
}

const files = [
  ".github/workflows/millwright.yml",
  ".gitignore",
  "flows/churn.flow.ts",
  "flows/churn.prod.toml",
  "flows/churn.test.ts",
  "flows/churn.toml",
  "images.lock.toml",
  "millwright.config.ts",
  "package.json",
  "tsconfig.json",
];

function present(): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

test("without a terminal it asks nothing and writes the whole template", async () => {
  const ran = await run(["My Platform!"]);
  expect(ran).toMatchObject({ code: 0, err: "" });
  expect(present()).toEqual(files.map((file) => `My Platform!/${file}`));
  expect(JSON.parse(fs.readFileSync(path.join(folder, "My Platform!/package.json"), "utf8"))).toMatchObject({
    name: "my-platform",
    type: "module",
  });
});

test("no placeholder is left in what it writes", async () => {
  await run([]);
  for (const file of present()) expect(fs.readFileSync(path.join(folder, file), "utf8"), file).not.toMatch(/\{\{\w+\}\}/);
});

test("a dry run writes nothing and names every file", async () => {
  const ran = await run(["--dry-run", "--json"]);
  expect(JSON.parse(ran.out)).toEqual({ formatVersion: 1, folder, template: "churn", written: false, files, kept: [] });
  expect(present()).toEqual([]);
});

test("nothing is overwritten: where a file of a platform is there, none is written", async () => {
  fs.writeFileSync(path.join(folder, "package.json"), "mine");
  fs.symlinkSync("/nowhere", path.join(folder, "images.lock.toml"));
  const ran = await run([]);
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain('already has "images.lock.toml"');
  expect(present()).toEqual(["package.json"]);
  expect(fs.readFileSync(path.join(folder, "package.json"), "utf8")).toBe("mine");
});

test("in a repository it writes what is missing, keeps what is there to the byte, and says what to add by hand", async () => {
  const own = {
    "package.json": '{"name":"web","type":"commonjs","scripts":{"build":"webpack"},"devDependencies":{"typescript":"5"}}',
    "tsconfig.json": '{"compilerOptions":{"strict":true,"module":"NodeNext"},"include":["src","flows"]}',
    ".gitignore": "/node_modules\n",
  };
  for (const [file, text] of Object.entries(own)) fs.writeFileSync(path.join(folder, file), text);
  const ran = await run([]);
  expect(ran).toMatchObject({ code: 0, err: "" });
  expect(present()).toEqual(files);
  for (const [file, text] of Object.entries(own)) expect(fs.readFileSync(path.join(folder, file), "utf8")).toBe(text);
  const template = Object.fromEntries(templateFiles("churn", { name: "x", version: version() }).map(({ path, text }) => [path, text]));
  expect(ran.out).toContain(`= .gitignore
= package.json
= tsconfig.json
What was there is as it was. Add by hand:
  .gitignore
    .millwright/
  package.json
    "type": "module"
    "devDependencies": { "@types/node": "^26.6.6" }
    "devDependencies": { "millwright": "^${version()}" }
    "scripts": { "check": "millwright check && tsc" }
    "scripts": { "test": "millwright test" }
  tsconfig.json
    "compilerOptions": { "noEmit": true }
    "compilerOptions": { "allowImportingTsExtensions": true }
    "compilerOptions": { "skipLibCheck": true }
    "include": ["millwright.config.ts"]
7 files written to ${folder}.`);
  expect(template["tsconfig.json"]).toContain('"include": ["millwright.config.ts", "flows"]');
});

test("what is kept and what it lacks is data too; a file that already has all of it lacks nothing", async () => {
  await run([]);
  const whole = fs.readFileSync(path.join(folder, "package.json"), "utf8");
  fs.mkdirSync(path.join(folder, "other"));
  fs.writeFileSync(path.join(folder, "other/package.json"), whole);
  fs.symlinkSync("/nowhere", path.join(folder, "other/.gitignore"));
  const ran = await run(["other", "--dry-run", "--json"]);
  expect(JSON.parse(ran.out)).toMatchObject({
    written: false,
    files: files.filter((file) => file !== "package.json" && file !== ".gitignore"),
    kept: [
      { path: ".gitignore", add: ["node_modules/", ".millwright/"] },
      { path: "package.json", add: [] },
    ],
  });
});

test("a package.json that npm made for the first installed package is completed, its dependencies kept", async () => {
  fs.writeFileSync(path.join(folder, "package.json"), '{"dependencies":{"millwright":"file:../millwright.tgz"}}');
  const ran = await run([]);
  expect(ran).toMatchObject({ code: 0, err: "" });
  expect(ran.out).toContain("~ package.json\n");
  expect(present()).toEqual(files);
  const written = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")) as Record<string, Record<string, string>>;
  expect(written).toMatchObject({ type: "module", private: true, dependencies: { millwright: "file:../millwright.tgz" } });
  expect(Object.keys(written["devDependencies"] ?? {})).toEqual(["@types/node", "typescript"]);
});

test.each(['{"name":"mine","dependencies":{}}', "[]", "null", "{", '{"type":"commonjs"}'])(
  "package.json %s is somebody's own, and kept",
  async (text) => {
    fs.writeFileSync(path.join(folder, "package.json"), text);
    expect((await run([])).out).toContain('  package.json\n    "type": "module"\n');
    expect(fs.readFileSync(path.join(folder, "package.json"), "utf8")).toBe(text);
    expect(present()).toEqual(files);
  },
);

test("a folder that cannot be written to is said, and nothing is left behind", async () => {
  fs.writeFileSync(path.join(folder, "taken"), "a file");
  const ran = await run(["taken/platform"]);
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain("error cli/cannot-write:");
  expect(present()).toEqual(["taken"]);
});

test("at a terminal it asks once, and no means no", async () => {
  const asked: string[] = [];
  const answering = (answer: string) => ({
    ask: async (question: string) => {
      asked.push(question);
      return answer;
    },
  });
  await run([], answering("n"));
  expect(present()).toEqual([]);
  await run(["--yes"], answering("n"));
  expect(present()).toEqual(files);
  expect(asked).toEqual([`Write 10 files to ${folder}? [Y/n] `]);
});

test("an unknown template is refused with those that there are", async () => {
  const ran = await run(["--template", "chrun"]);
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain('Did you mean "churn"?');
  expect(templateNames()).toEqual(["churn"]);
});
