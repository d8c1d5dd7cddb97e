import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runCommand } from "../support/run-command.ts";

const root = path.resolve(import.meta.dirname, "../..");

test("the README shows what its broken definition really prints", async () => {
  const top = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-readme-")));
  onTestFinished(() => fs.rmSync(top, { recursive: true, force: true }));
  fs.mkdirSync(path.join(top, ".git"));
  const acme = path.join(top, "examples/acme");
  fs.cpSync(path.join(root, "examples/acme"), acme, { recursive: true });
  const churn = path.join(acme, "flows/churn.flow.ts");
  fs.writeFileSync(churn, fs.readFileSync(churn, "utf8").replace('"64Gi"', '"64Gb"'));
  const { code, out } = await runCommand("check", "--root", acme);
  expect(code).toBe(1);
  const [finding = ""] = out.split("\n\n");
  expect(fs.readFileSync(path.join(root, "README.md"), "utf8")).toContain(`\`\`\`\n${finding}\n\`\`\``);
});
