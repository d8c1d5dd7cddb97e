import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { diagnose } from "./diagnose.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "millwright-diagnose-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A command that stands for the compiler: the contract's shape of the answer is what is under test. */
async function command(text: string): Promise<string> {
  const file = join(folder, "command.mjs");
  await writeFile(file, text);
  return file;
}

const answer = (diagnostics: string, status: number) =>
  `console.log(JSON.stringify({ formatVersion: 1, diagnostics: ${diagnostics} })); process.exitCode = ${status};`;

test("gives code and place of each error, and no warning", async () => {
  const found = await diagnose(
    "x",
    {},
    await command(
      answer(
        `[{ code: "flow/cycle", severity: "error", file: "broken.flow.ts", line: 3, column: 9 },
          { code: "image/latest", severity: "warning", file: "broken.flow.ts", line: 1, column: 1 }]`,
        1,
      ),
    ),
  );
  expect(found).toEqual([{ code: "flow/cycle", line: 3, column: 9 }]);
});

test("an error in another file, or without a place, has no line of the definition", async () => {
  const found = await diagnose(
    "x",
    {},
    await command(answer(`[{ code: "a/b", severity: "error", file: "train.toml", line: 3, column: 9 }]`, 1)),
  );
  expect(found).toEqual([{ code: "a/b", line: 0, column: 0 }]);
});

test("the command sees a platform with the definition and the files beside it", async () => {
  const text = `import { readdirSync, readFileSync } from "node:fs";
const root = process.argv[process.argv.indexOf("--root") + 1];
const code = [...readdirSync(root).sort(), readFileSync(root + "/broken.flow.ts", "utf8"), ...process.argv.slice(2, 4)].join(" ");
${answer(`[{ code, severity: "error", file: null, line: null, column: null }]`, 1)}`;
  const found = await diagnose("the source", { "train.toml": "" }, await command(text));
  expect(found[0]?.code).toBe("broken.flow.ts millwright.config.ts train.toml the source check --json");
});

test("a crash, a refusal of the arguments and an exit code that contradicts the report are no verdicts", async () => {
  await expect(diagnose("x", {}, await command(`throw new Error("no")`))).rejects.toThrow();
  await expect(diagnose("x", {}, await command("process.exitCode = 2"))).rejects.toThrow("check ended with 2");
  await expect(diagnose("x", {}, await command(answer("[]", 1)))).rejects.toThrow("check ended with 1 but reports 0 errors");
});
