import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import * as diagnostics from "../../compiler/evaluate/diagnostics.ts";

const folder = path.join(import.meta.dirname, "../../compiler/evaluate/pages");

it("has one page a code, with what to write instead, and no other page", () => {
  const codes = Object.values(diagnostics).map(({ code }) => code);
  expect(fs.readdirSync(folder).sort()).toEqual(codes.map((code) => `${code.replace("load/", "")}.md`).sort());
  for (const code of codes) {
    const page = fs.readFileSync(path.join(folder, `${code.replace("load/", "")}.md`), "utf8");
    expect(page).toMatch(
      new RegExp(`^# ${code}\n\n[^]+\n\\*\\*Instead of\\*\\*\n\n\`\`\`ts\n[^]+\`\`\`\n\n\\*\\*Write\\*\\*\n\n\`\`\`ts\n[^]+\`\`\`\n$`),
    );
  }
});
