import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeFolder, newFolder, writeFiles } from "../support/folder.ts";
import { errorsOf, findingsOf } from "../support/run-command.ts";
import { soundConfig, soundFlow } from "./bad-input.ts";
import { calls } from "./cases/calls.ts";
import { circles } from "./cases/circles.ts";
import { config } from "./cases/config.ts";
import { configFiles } from "./cases/config-files.ts";
import { endless } from "./cases/endless.ts";
import { exports } from "./cases/exports.ts";
import { imageLock } from "./cases/image-lock.ts";
import { missingFiles } from "./cases/missing-files.ts";
import { names } from "./cases/names.ts";
import { sizes } from "./cases/sizes.ts";
import { syntax } from "./cases/syntax.ts";
import { throwing } from "./cases/throwing.ts";

const all = [
  ...calls,
  ...circles,
  ...config,
  ...configFiles,
  ...endless,
  ...exports,
  ...imageLock,
  ...missingFiles,
  ...names,
  ...sizes,
  ...syntax,
  ...throwing,
];

let builtBefore = "";
beforeAll(async () => {
  builtBefore = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-built-")));
  writeFiles(builtBefore, { "millwright.config.ts": soundConfig, "flows/before.flow.ts": soundFlow("before") });
  expect((await findingsOf("build", builtBefore)).code).toBe(0);
});
afterAll(() => fs.rmSync(builtBefore, { recursive: true }));

it.each(all)("$title: says where and what to do, exits 1, and leaves every file as it was", async ({ files, finds }) => {
  const root = newFolder();
  // What was built before stays, whatever comes then.
  fs.cpSync(builtBefore, root, { recursive: true });
  writeFiles(root, files);
  const before = describeFolder(root);
  const { code, findings } = await findingsOf("build", root);
  expect(describeFolder(root)).toEqual(before);
  expect(code).toBe(1);
  const errors = errorsOf(findings).filter((found) => found.code !== "check/flow-has-steps");
  expect(errors.map((found) => `${found.file}:${found.line}:${found.column} ${found.code}`)).toEqual(finds);
  for (const { message, help } of errors) {
    expect(message).toMatch(/^[A-Z"]|^(?:match|config)\(/);
    expect(help).not.toBeNull();
  }
});

it("finds what is wrong with twenty files that are each broken in another way, in one run", async () => {
  const root = newFolder();
  const slow = /endless|memory|cycle/;
  const broken = all
    .filter(
      ({ files, finds: [first = "", ...more] }) =>
        more.length === 0 && Object.keys(files).join() === "flows/a.flow.ts" && !slow.test(first),
    )
    .slice(0, 20);
  expect(broken.length).toBe(20);
  writeFiles(root, { "millwright.config.ts": soundConfig, "flows/sound.flow.ts": soundFlow("sound") });
  for (const [index, { files }] of broken.entries())
    writeFiles(root, {
      [`flows/f${index}.flow.ts`]: (files["flows/a.flow.ts"] ?? "").replaceAll('flow("a"', `flow("${String.fromCharCode(97 + index)}"`),
    });
  const { findings } = await findingsOf("check", root);
  const expected = broken.map(({ finds }, index) => finds[0]?.replace("flows/a.flow.ts", `flows/f${index}.flow.ts`));
  expect(
    errorsOf(findings)
      .filter((found) => found.code !== "check/flow-has-steps")
      .map((found) => `${found.file}:${found.line}:${found.column} ${found.code}`)
      .sort(),
  ).toEqual(expected.sort());
});

it("says that a pattern finds no file, at the pattern", async () => {
  const root = newFolder();
  writeFiles(root, { "millwright.config.ts": soundConfig, "flows/readme.md": "nothing" });
  const { code, findings } = await findingsOf("build", root);
  expect(code).toBe(1);
  expect(findings.map((found) => `${found.file}:${found.line}:${found.column} ${found.code}`)).toEqual([
    "millwright.config.ts:3:17 load/no-definitions",
  ]);
});
