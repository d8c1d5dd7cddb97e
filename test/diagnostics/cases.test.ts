/** Each folder of `cases/`: files, what was found in them, and what is shown of it, in as many formats as the folder has outputs. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { applyFixes } from "../../compiler/diagnostics/apply-fixes.ts";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { locateDiagnostics } from "../../compiler/diagnostics/located-diagnostic.ts";
import { renderGithub } from "../../compiler/diagnostics/render-github.ts";
import { renderHuman } from "../../compiler/diagnostics/render-human.ts";
import { renderJson } from "../../compiler/diagnostics/render-json.ts";
import { comment, renderMarkdown } from "../../compiler/diagnostics/render-markdown.ts";
import { renderSarif } from "../../compiler/diagnostics/render-sarif.ts";

const cases = join(import.meta.dirname, "cases");
const pages = new Map([["validate/cron", "# validate/cron\n\nThe schedule is no cron line. It has five fields.\n"]]);

for (const name of readdirSync(cases)) {
  it(`shows ${name.replaceAll("-", " ")} as it was reviewed`, () => {
    const { diagnostics, sources } = readCase(join(cases, name));
    const found = locateDiagnostics(diagnostics, sources);
    const outputs: Readonly<Record<string, () => string>> = {
      "output.txt": () => renderHuman(found, { sources }),
      "output.json": () => renderJson(found),
      "output.github": () => renderGithub(found),
      "output.sarif": () => renderSarif(found, { version: "0.1.0", pages }),
      "output.md": () => renderMarkdown(found, sources, comment),
      "fixed.txt": () => [...applyFixes(found, sources)].map(([file, text]) => `--- ${file}\n${text}`).join(""),
    };
    for (const [file, output] of Object.entries(outputs)) {
      const path = join(cases, name, file);
      if (file !== "output.txt" && !existsSync(path)) continue;
      if (process.env["UPDATE_GOLDENS"] === "1" && process.env["CI"] === undefined) writeFileSync(path, output());
      expect(output(), file).toBe(readFileSync(path, "utf8"));
    }
  });
}

function readCase(folder: string): { readonly diagnostics: readonly Diagnostic[]; readonly sources: ReadonlyMap<string, string> } {
  const sources = new Map(
    readdirSync(join(folder, "flows")).map((file) => [`flows/${file}`, readFileSync(join(folder, "flows", file), "utf8")]),
  );
  const findings = JSON.parse(readFileSync(join(folder, "findings.json"), "utf8"), (member, value: unknown) =>
    member === "calls" ? (value as readonly string[]).map((call) => siteOf(call, sources)) : value,
  ) as readonly Partial<Diagnostic>[];
  return { sources, diagnostics: findings.map((found) => ({ related: [], fixes: [], ...found }) as unknown as Diagnostic) };
}

/** `flows/churn.flow.ts: step("fit"` is the first place with that text. */
function siteOf(call: string, sources: ReadonlyMap<string, string>): object {
  const [file = "", text = ""] = call.split(/: (.*)/s);
  const source = sources.get(file) ?? "";
  const before = source.slice(0, source.indexOf(text)).split("\n");
  expect(source, call).toContain(text);
  return { file, line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
