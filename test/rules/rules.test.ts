import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { rules } from "../../compiler/rules/index.ts";

const folder = fileURLToPath(new URL("../../compiler/rules/", import.meta.url));
const declared = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => {
    const [, code] = /^ {2}code: "([a-z0-9/-]+)",$/m.exec(readFileSync(`${folder}${file}`, "utf8")) ?? [];
    return code === undefined ? [] : [{ file, code }];
  });

it("lists every rule once", () => {
  const listed = rules.map(({ code }) => code);
  expect(listed.toSorted()).toEqual(declared.map(({ code }) => code).toSorted());
  expect(new Set(listed).size).toBe(listed.length);
});

it.each(declared)("keeps the page and the test of $code beside it", ({ file, code }) => {
  const name = code.replace("check/", "");
  expect(file.replace(/^.*\//, "")).toBe(`${name}.ts`);
  const page = readFileSync(`${folder}${file.replace(/\.ts$/, ".md")}`, "utf8");
  expect(page.split("\n")[0]).toBe(`# ${code}`);
  expect(page).toMatch(/\*\*Instead of\*\*\n\n```ts\n[\s\S]+\*\*Write\*\*\n\n```ts\n/);
  expect(existsSync(fileURLToPath(new URL(`${name}.test.ts`, import.meta.url)))).toBe(true);
});

it("states one law in the first sentence of each rule", () => {
  for (const { file } of declared)
    expect(readFileSync(`${folder}${file}`, "utf8")).toMatch(/\/\*\*\n \* [A-Z][^\n]*[^.]\n \*\n \* [A-Z][\s\S]*?\.\n/);
});
