import fs from "node:fs";
import { expect, it } from "vitest";
import * as findings from "../../compiler/write/findings.ts";

const pages = new URL("../../compiler/write/pages/", import.meta.url);

it("has a page for every finding, and no other", () => {
  const names = Object.values(findings).map(({ code }) => code.replace("write/", ""));
  expect(fs.readdirSync(pages).sort()).toEqual(names.map((name) => `${name}.md`).sort());
  for (const { code } of Object.values(findings)) {
    const page = fs.readFileSync(new URL(`${code.replace("write/", "")}.md`, pages), "utf8");
    expect(page.split("\n")[0]).toBe(`# ${code}`);
    expect(page).toMatch(/\*\*Instead of\*\*\n\n```ts\n[^`]+```\n\n\*\*Write\*\*\n\n```ts\n[^`]+```\n$/);
  }
});
