/** What every target promises, whichever it is. */
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { targets } from "../../targets/index.ts";
import { constructs } from "../../targets/target.ts";

const folder = fileURLToPath(new URL("../../targets/", import.meta.url));
const folders = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

test("each folder of targets/ is a target of that name, and the registry has no other", () => {
  expect(Object.keys(targets).sort()).toEqual(folders);
  for (const [name, target] of Object.entries(targets)) expect(target.name).toBe(name);
});

test.each(folders)("%s has the files that a target has", (name) => {
  for (const file of ["index.ts", "supports.ts", "schema.ts", "lower.ts", "emit.ts", "README.md"])
    expect(existsSync(`${folder}${name}/${file}`), file).toBe(true);
});

test.each(Object.values(targets))("$name answers for every construct, and says what to do instead of what it refuses", ({ supports }) => {
  expect(Object.keys(supports).sort()).toEqual([...constructs].sort());
  for (const support of Object.values(supports)) if (support !== true) expect(support.instead).not.toBe("");
});

test.each(Object.values(targets))("$name takes no options, and none that it does not know", ({ options }) => {
  expect(options.safeParse({}).success).toBe(true);
  expect(options.safeParse({ unknown: 1 }).success).toBe(false);
});
