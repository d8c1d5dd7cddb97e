import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const examples = path.join(root, "examples");
const classics = path.join(examples, "argo-classics");
const platforms = fs.readdirSync(examples).filter((name) => fs.existsSync(path.join(examples, name, "millwright.config.ts")));

interface Built {
  readonly files: readonly { readonly path: string; readonly action: string }[];
  readonly diagnostics: readonly { readonly code: string; readonly message: string; readonly file: string }[];
}

it("has platforms to show", () => {
  expect(platforms).toEqual(expect.arrayContaining(["acme", "argo-classics"]));
});

it.each(platforms)("compiles examples/%s without a finding, to the very bytes that are committed", (name) => {
  const { files, diagnostics } = build(path.join(examples, name));
  expect(diagnostics.map(({ code, file, message }) => `${code} ${file}: ${message}`)).toEqual([]);
  expect(files.filter(({ action }) => action !== "keep")).toEqual([]);
  expect(files.length).toBeGreaterThan(0);
});

it("has a row of the table for each of Argo's classics, and no row for a flow that is not there", () => {
  const readme = fs.readFileSync(path.join(classics, "README.md"), "utf8");
  const linked = [...readme.matchAll(/\]\(flows\/([\w-]+)\.flow\.ts\)/g)].map(([, name]) => name);
  expect(linked.toSorted()).toEqual(classicFlows());
  expect(linked.length).toBeGreaterThanOrEqual(40);
});

it.each(classicFlows())("says of classic %s what it shows and which example of Argo's it redoes", (name) => {
  const text = fs.readFileSync(path.join(classics, `flows/${name}.flow.ts`), "utf8");
  expect(text).toMatch(/^\/\*\*\n \* [A-Z][\s\S]*?\n \*\n \* (?:Redoes|The inner template of) [\w-]+\.yaml of Argo's examples\.\n \*\/\n/);
  expect(text).toContain(`flow(`);
});

function classicFlows(): readonly string[] {
  return fs
    .readdirSync(path.join(classics, "flows"))
    .map((file) => file.replace(".flow.ts", ""))
    .toSorted();
}

function build(platform: string): Built {
  const command = [path.join(root, "dist/main.js"), "build", "--check", "--json", "--root", platform];
  try {
    return JSON.parse(execFileSync(process.execPath, command, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })) as Built;
  } catch (error) {
    // Exit code 1 is findings or stale files; the document says which.
    const { stdout } = error as { readonly stdout?: string };
    if (stdout === undefined || stdout === "") throw error;
    return JSON.parse(stdout) as Built;
  }
}
