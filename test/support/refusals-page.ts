/** The table of refusals in the page of a target is what its `supports.ts` says. `UPDATE_GOLDENS=1` writes it. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { Supports } from "../../targets/target.ts";

const [begin, end] = ["<!-- refusals -->\n", "<!-- end -->"];

export function expectRefusalsIn(name: string, supports: Supports): void {
  const file = fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));
  const rows = Object.entries(supports).flatMap(([construct, support]) =>
    support === true ? [] : [`| ${words(construct)} | ${cell(support.refused)} | ${cell(support.instead)} |`],
  );
  const table = ["", "| what | why | instead |", "|---|---|---|", ...rows, ""].join("\n");
  const page = readFileSync(file, "utf8");
  const [head = "", rest = ""] = page.split(begin);
  const wanted = `${head}${begin}${table}\n${end}${rest.slice(rest.indexOf(end) + end.length)}`;
  if (process.env["UPDATE_GOLDENS"] === "1") writeFileSync(file, wanted);
  expect(unaligned(readFileSync(file, "utf8"))).toBe(unaligned(wanted));
}

function words(construct: string): string {
  return `${construct.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** The formatter aligns tables. */
function unaligned(page: string): string {
  return page.replace(/ +\|/g, " |").replace(/\| *-{3,} *(?=\|)/g, "|---");
}
