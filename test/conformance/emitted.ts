import { readdir } from "node:fs/promises";
import { join } from "node:path";

const skippedFolders = new Set(["node_modules", ".git", "dist", ".millwright"]);

/**
 * Every release that the repository holds: an output folder (`deploy` below `examples`, `expected` below `test`) with manifests in it, else
 * each folder directly below it, one an environment. Pipelines of Kubeflow are no manifests: of their folders the files of objects are given, each by itself.
 * Paths are relative to the root, sorted.
 */
export async function emittedReleases(root: string): Promise<readonly string[]> {
  const outputs = [...(await foldersNamed(root, "examples", "deploy")), ...(await foldersNamed(root, "test", "expected"))];
  const releases: string[] = [];
  for (const output of outputs) {
    const entries = await readdir(join(root, output), { withFileTypes: true });
    if (entries.some((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))) releases.push(output);
    else releases.push(...entries.filter((entry) => entry.isDirectory()).map((entry) => join(output, entry.name)));
  }
  return (await Promise.all(releases.map((release) => withoutPipelines(root, release)))).flat().sort();
}

async function withoutPipelines(root: string, release: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, release), { withFileTypes: true });
  const objects = entries.filter(({ name }) => name.endsWith(".crs.yaml")).map(({ name }) => join(release, name));
  if (objects.length > 0) return objects;
  const targets = entries.filter((entry) => entry.isDirectory());
  if (!targets.some(({ name }) => name === "kubeflow")) return [release];
  return (await Promise.all(targets.map(({ name }) => withoutPipelines(root, join(release, name))))).flat();
}

async function foldersNamed(root: string, below: string, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isDirectory() || skippedFolders.has(entry.name)) continue;
    const path = join(below, entry.name);
    if (entry.name === name) found.push(path);
    else found.push(...(await foldersNamed(root, path, name)));
  }
  return found;
}
