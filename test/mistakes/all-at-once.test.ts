import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { flowSource, generatePlatform } from "../../bench/support/generate-platform.ts";
import { describeFolder, newFolder, writeFiles } from "../support/folder.ts";
import { errorsOf, findingsOf, placeOf } from "../support/run-command.ts";
import { allMistakes, config } from "./all-mistakes.ts";
import { numbered, seed } from "./seed.ts";

/** Those that need no prefix of their own: all can be in one platform. */
const together = allMistakes.filter(({ namePrefix }) => namePrefix === undefined);

function fileOf(index: number): string {
  return `flows/flow-${String(index).padStart(5, "0")}.flow.ts`;
}

/** A platform with one mistake a flow, and a flow without one. */
function platformOfMistakes(environments: readonly string[]): { readonly root: string; readonly expected: readonly string[] } {
  const root = newFolder();
  generatePlatform(root, together.length + 1, environments);
  writeFiles(root, { "millwright.config.ts": config(environments) });
  const expected = together.map((mistake, index) => {
    const { text, place } = seed(mistake, index);
    // Each flow has names of its own, of the same length: else the doubles would be found too.
    const own = text
      .replaceAll(/"(f{53,64})"/g, (_, name: string) => `"${String.fromCharCode(97 + (index % 26))}${name.slice(1)}"`)
      .replaceAll('"other"', `"o${String(index).padStart(4, "0")}"`);
    writeFiles(root, { [fileOf(index)]: own });
    return `${fileOf(index)} ${place} ${mistake.code}`;
  });
  return { root, expected };
}

it("finds the mistakes of all flows in one run, each once, and writes nothing", async () => {
  const { root, expected } = platformOfMistakes(["prod"]);
  const before = describeFolder(root);
  const { code, findings } = await findingsOf("build", root);
  expect(errorsOf(findings).map((found) => `${found.file} ${placeOf(found)} ${found.code}`)).toEqual(expected);
  expect(code).toBe(1);
  expect(describeFolder(root)).toEqual(before);
});

it("says each mistake once, however many environments have it", async () => {
  const { root, expected } = platformOfMistakes(["staging", "prod"]);
  const { findings } = await findingsOf("check", root);
  expect(errorsOf(findings).map((found) => `${found.file} ${placeOf(found)} ${found.code}`)).toEqual(expected);
});

it("finds several mistakes in one flow", async () => {
  const chosen = [
    "memory in Gb",
    "a number ordered by text",
    "an unknown output",
    "a cron out of range",
    "a fan-out over text",
    "a default out of bounds",
    "an input not declared",
    "a step by its name",
  ].map((title) => {
    const found = allMistakes.find((mistake) => mistake.title === title);
    if (found === undefined) throw new Error(`no mistake "${title}"`);
    return found;
  });
  const root = newFolder();
  generatePlatform(root, 1);
  let text = flowSource(0);
  for (const { edits } of chosen) for (const [from, to] of edits) text = text.replace(numbered(from, 0), () => to.replace(/[«»]/g, ""));
  fs.writeFileSync(path.join(root, fileOf(0)), text);
  const { findings } = await findingsOf("check", root);
  expect(
    errorsOf(findings)
      .map(({ code }) => code)
      .sort(),
  ).toEqual(chosen.map(({ code }) => code).sort());
});
