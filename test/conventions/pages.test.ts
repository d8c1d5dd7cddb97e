import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { collectPages, foldersWithPages } from "../../compiler/diagnostics/pages.ts";
import { pageProblems } from "./page-conventions.ts";

const root = join(import.meta.dirname, "../..");

const page = `# check/some

Something is wrong.

**Instead of**

\`\`\`ts
wrong();
\`\`\`

**Write**

\`\`\`ts
right();
\`\`\`
`;
const rule = 'export const some = defineRule({ code: "check/some", severity: "error" });';
const good = [
  ["compiler/rules/some.ts", rule],
  ["compiler/rules/some.md", page],
] as const;

it("finds nothing wrong where each code has its page, beside its file or in pages/ there", () => {
  expect(pageProblems(new Map(good))).toEqual([]);
  expect(
    pageProblems(
      new Map([
        ["compiler/rules/some.ts", rule],
        ["compiler/rules/pages/some.md", page],
      ]),
    ),
  ).toEqual([]);
  expect(
    pageProblems(
      new Map([
        ...good,
        ["schema/step.ts", 'problem("load/not-data", {})'],
        ["compiler/load.ts", 'code: "load/not-data"'],
        ["compiler/not-data.md", page.replace("check/some", "load/not-data")],
      ]),
    ),
  ).toEqual([]);
});

it("finds codes without a page, with two, and those that schema/ notes and nothing declares", () => {
  expect(pageProblems(new Map([["cli/some.ts", rule]]))).toEqual(["check/some (cli/some.ts) has no page"]);
  expect(pageProblems(new Map([...good, ["compiler/rules/pages/some.md", page]]))).toEqual([
    "check/some has 2 pages: compiler/rules/some.md, compiler/rules/pages/some.md",
  ]);
  expect(pageProblems(new Map([["schema/step.ts", 'problem("load/not-data", {})']]))).toEqual([
    "load/not-data is noted in schema/ and declared nowhere",
  ]);
});

it("finds pages of no code, of another name, in another folder, and those that do not show what to write", () => {
  expect(pageProblems(new Map([["compiler/some.md", page]]))).toEqual(["compiler/some.md: nothing declares check/some"]);
  expect(
    pageProblems(
      new Map([
        ["compiler/some.ts", rule],
        ["compiler/other.md", page],
      ]),
    ),
  ).toEqual(["compiler/other.md: the page of check/some is named some.md"]);
  expect(
    pageProblems(
      new Map([
        ["compiler/rules/some.ts", rule],
        ["cli/some.md", page],
      ]),
    ),
  ).toEqual(["cli/some.md: the page of check/some lies beside compiler/rules/some.ts, or in pages/ there"]);
  expect(pageProblems(new Map([...good, ["compiler/rules/some.md", "# check/some\n\n**Write** something.\n"]]))).toEqual([
    "compiler/rules/some.md: does not begin by saying what is wrong",
    "compiler/rules/some.md: no **Instead of** with a block of code under it",
    "compiler/rules/some.md: no **Write** with a block of code under it",
  ]);
});

it("gives every code of this repository its page", () => {
  const files = new Map<string, string>();
  for (const folder of foldersWithPages.filter((name) => existsSync(join(root, name))))
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).toSorted())
      if (/\.(ts|md)$/.test(file) && !file.includes("node_modules"))
        files.set(`${folder}/${file.replaceAll("\\", "/")}`, readFileSync(join(root, folder, file), "utf8"));
  expect([...files.keys()]).toContain("compiler/diagnostics/diagnostic.ts");
  expect(pageProblems(files)).toEqual([]);
});

it("collects for the package exactly the pages that lie beside the sources", () => {
  const codes = [...collectPages(root).keys()];
  expect(codes).toEqual(codes.toSorted());
  for (const [code, markdown] of collectPages(root)) expect(markdown.startsWith(`# ${code}`)).toBe(true);
});
