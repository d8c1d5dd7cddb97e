/** The page of engines is what the targets say of themselves. `UPDATE_GOLDENS=1` writes it. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadPages } from "../../compiler/diagnostics/pages.ts";
import { targets } from "../../targets/index.ts";
import { constructs } from "../../targets/target.ts";

const file = fileURLToPath(new URL("../../docs/engines.md", import.meta.url));
const all = Object.values(targets);

test("docs/engines.md says of each construct which engines have it, and which codes refuse uses of it", () => {
  const wanted = withPart(withPart(readFileSync(file, "utf8"), "constructs", constructTable()), "codes", codeTable());
  if (process.env["UPDATE_GOLDENS"] === "1") writeFileSync(file, wanted);
  expect(unaligned(readFileSync(file, "utf8"))).toBe(unaligned(wanted));
});

function constructTable(): string {
  const rows = constructs.map((construct) => [
    construct.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`),
    ...all.map(({ supports }) => (supports[construct] === true ? "yes" : "refused")),
  ]);
  return table(["", ...all.map(({ title }) => title)], rows);
}

function codeTable(): string {
  const rows = [...loadPages()]
    .filter(([code]) => all.some(({ name }) => code.startsWith(`${name}/`)) && !code.endsWith("/unsupported"))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([code, page]) => [`\`${code}\``, (page.split(/\n\n+/)[1] ?? "").replaceAll("\n", " ").replaceAll("|", "\\|")]);
  return table(["code", "what"], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function withPart(page: string, name: string, part: string): string {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- end ${name} -->`];
  const [head = "", rest = ""] = page.split(begin);
  return `${head}${begin}\n${part}\n\n${end}${rest.slice(rest.indexOf(end) + end.length)}`;
}

/** The formatter aligns tables. */
function unaligned(page: string): string {
  return page.replace(/ +\|/g, " |").replace(/\| *-{3,} *(?=\|)/g, "|---");
}
