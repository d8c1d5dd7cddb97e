import { expect, it } from "vitest";
import { generatePlatform } from "../../bench/support/generate-platform.ts";
import { describeFolder, newFolder, writeFiles } from "../support/folder.ts";
import { errorsOf, findingsOf, placeOf } from "../support/run-command.ts";
import { allMistakes, config } from "./all-mistakes.ts";
import { seed } from "./seed.ts";

const file = "flows/flow-00000.flow.ts";

it("builds the flow without mistakes, so that what is found below is the mistake", async () => {
  const root = newFolder();
  generatePlatform(root, 1);
  const { code, findings } = await findingsOf("build", root);
  expect(findings).toEqual([]);
  expect(code).toBe(0);
});

it.each(allMistakes)("finds $title before anything is written, once, at its place, and says what mends it", async (mistake) => {
  const root = newFolder();
  generatePlatform(root, 1);
  const { text, place } = seed(mistake);
  writeFiles(root, { [file]: text, "millwright.config.ts": config(["prod"], mistake.namePrefix) });
  const before = describeFolder(root);
  const { code, findings } = await findingsOf("build", root);
  expect(
    errorsOf(findings).map((found) => ({
      code: found.code,
      file: found.file,
      place: placeOf(found),
      says: found.message,
      help: found.help,
    })),
  ).toEqual([{ code: mistake.code, file, place, says: mistake.says, help: mistake.help }]);
  expect(code).toBe(1);
  expect(describeFolder(root)).toEqual(before);
});
