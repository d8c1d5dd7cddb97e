/** The page about tests: what it shows compiles and passes as it stands. `npm run build` comes first. */
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { codeBlocks } from "../support/code-blocks.ts";

const root = path.resolve(import.meta.dirname, "../..");
let folder = "";
beforeAll(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-docs-testing-")));
  const [definition, test] = codeBlocks(fs.readFileSync(path.join(root, "docs/testing.md"), "utf8"), "ts");
  fs.writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
  fs.writeFileSync(path.join(folder, "millwright.config.ts"), config);
  fs.writeFileSync(path.join(folder, "scores.flow.ts"), definition?.code ?? "");
  fs.writeFileSync(path.join(folder, "scores.test.ts"), test?.code ?? "");
  fs.mkdirSync(path.join(folder, "node_modules"));
  fs.symlinkSync(root, path.join(folder, "node_modules/millwright"));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const config = `import { argo, platform } from "millwright";
export default platform({ definitions: ["*.flow.ts"], targets: [argo()], environments: { prod: { namespace: "ml" } } });
`;

function runTests(...inputs: readonly string[]) {
  return spawnSync(process.execPath, [path.join(root, "dist/main.js"), "test", ...inputs], { cwd: folder, encoding: "utf8" });
}

it("teaches with blocks that compile", () => {
  const base = JSON.parse(fs.readFileSync(path.join(root, "tsconfig.json"), "utf8"));
  const paths = { millwright: [path.join(root, "schema/index.ts")], "millwright/testing": [path.join(root, "local/testing.ts")] };
  const compilerOptions = { ...base.compilerOptions, typeRoots: [path.join(root, "node_modules/@types")], paths };
  fs.writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["scores.*.ts"] }));
  expect(() => execFileSync(path.join(root, "node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" })).not.toThrow();
});

it("teaches with tests that pass, and `millwright test` tells each", () => {
  const human = runTests();
  // On a busy machine it says that it is at work.
  expect({ code: human.status, err: human.stderr.replace(/^Compiling …\n/, "") }).toEqual({ code: 0, err: "" });
  expect(human.stdout).toContain("passed    scores.test.ts  a good model is published\n");
  expect(human.stdout).toMatch(/^4 passed, 0 failed\.$/m);
  expect(JSON.parse(runTests("--json").stdout)).toMatchObject({ formatVersion: 1, passed: 4, failed: 0, leftOut: 0 });
  expect(runTests("nothing-of-this-name").stdout).toBe("No tests.\n");
});

it("a test that fails is told with its reason, and the command exits 1", () => {
  const file = path.join(folder, "fails.test.ts");
  fs.writeFileSync(file, 'import { test } from "node:test";\ntest("breaks", () => { throw new Error("because of this"); });\n');
  try {
    const { status, stdout } = runTests("fails");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^failed {4}fails\.test\.ts {2}breaks\n {4}Error: because of this/);
  } finally {
    fs.rmSync(file);
  }
});

it("config() reads its file beside the definition, and a value of another type fails the test", () => {
  const flow = `import { config, flow, z } from "millwright";
const { words } = config("./words.toml", z.object({ words: z.array(z.string()) }));
export const said = flow("said", { owner: "ml" }, ({ step }) => { for (const word of words) step(word, { image: "i", command: () => [word] }); });
`;
  const test = `import assert from "node:assert/strict";
import { test } from "node:test";
import { simulate } from "millwright/testing";
import { said } from "./said.flow.ts";
test("says", () => assert.deepEqual(simulate(said).order, ["alpha", "beta"]));
`;
  fs.writeFileSync(path.join(folder, "said.flow.ts"), flow);
  fs.writeFileSync(path.join(folder, "said.test.ts"), test);
  fs.writeFileSync(path.join(folder, "words.toml"), 'words = ["alpha", "beta"]');
  expect(runTests("said").stdout).toMatch(/^1 passed, 0 failed\.$/m);
  fs.writeFileSync(path.join(folder, "words.toml"), "words = 3");
  expect(runTests("said").stdout).toContain("load/config-type");
});

it("says that the package is not installed where there are tests to run", () => {
  fs.rmSync(path.join(folder, "node_modules"), { recursive: true });
  const { status, stderr } = runTests("scores");
  expect(status).toBe(2);
  expect(stderr).toContain("cli/not-installed");
});
