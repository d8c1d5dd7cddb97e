import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Artifact } from "../../compiler/artifact.ts";
import { applyWrite, planWrite, type WriteOptions, type WriteRequest } from "../../compiler/phases/7-write.ts";

/** An empty folder for one test. */
export function scratch(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "millwright-write-")));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Artifacts of path and text, each of a flow that has the name of its file. */
export function artifacts(files: Readonly<Record<string, string>>): Artifact[] {
  return Object.entries(files).map(([path, text]) => ({ path, text, from: [`flow:${path.replace(/^.*\/|\..*$/g, "")}`] }));
}

/** Plans and applies; gives the actions by path, less the lists, and the codes of all findings. */
export async function build(folder: string, files: Readonly<Record<string, string>>, more: Partial<WriteRequest> & WriteOptions = {}) {
  const { disk, wait, ...request } = more;
  const options = { ...(disk && { disk }), ...(wait !== undefined && { wait }) };
  const plan = await planWrite({ folder, artifacts: artifacts(files), ...request }, options);
  const diagnostics = [...plan.diagnostics, ...(await applyWrite(plan, options))];
  const actions = Object.fromEntries(plan.changes.filter(({ path }) => path.includes("/")).map(({ path, action }) => [path, action]));
  return { actions, codes: diagnostics.map(({ code }) => code), diagnostics, plan };
}

/** Every file below a folder with its text, links as `-> target`. */
export function tree(folder: string, prefix = ""): Record<string, string> {
  // A map, because a file may be called "__proto__".
  const found = new Map<string, string>();
  for (const entry of fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      found.set(`${prefix}${entry.name}/`, "");
      for (const [inner, text] of Object.entries(tree(path, `${prefix}${entry.name}/`))) found.set(inner, text);
    } else found.set(prefix + entry.name, entry.isSymbolicLink() ? `-> ${fs.readlinkSync(path)}` : fs.readFileSync(path, "utf8"));
  }
  return Object.fromEntries(found);
}

/** The same, less folders and the two lists. */
export function files(folder: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree(folder)).filter(([path]) => !path.endsWith("/") && path !== ".millwright.json" && path !== "SHA256SUMS"),
  );
}

/** Puts files there as somebody else would. */
export function put(folder: string, content: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(content)) {
    fs.mkdirSync(join(folder, path, ".."), { recursive: true });
    fs.writeFileSync(join(folder, path), text);
  }
}
