import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "./cache.ts";
import { runProgram } from "./run-program.ts";

/** The newest whose modules this Go takes; their archives hold the CRDs that they install. */
const sources = [
  { module: "github.com/argoproj/argo-cd/v3", version: "v3.5.7", folder: "manifests/crds", which: /-crd\.yaml$/ },
  { module: "github.com/fluxcd/kustomize-controller", version: "v1.9.4", folder: "config/crd/bases", which: /_kustomizations\.yaml$/ },
  { module: "github.com/fluxcd/source-controller", version: "v1.9.4", folder: "config/crd/bases", which: /_gitrepositories\.yaml$/ },
] as const;

/** The folder with the CRDs of Argo CD and Flux, from the cache or fetched once; undefined where the modules are not to be had. */
export async function gitopsDefinitions(): Promise<string | undefined> {
  const folder = await cacheFolder(import.meta.dirname, /^gitops-definitions\.ts$/);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    for (const { module, version, folder: inside, which } of sources) {
      const { status, stdout } = await runProgram("go", ["mod", "download", "-json", `${module}@${version}`], unfinished, {
        GOWORK: "off",
      });
      if (status !== 0) return undefined;
      const { Dir: from } = JSON.parse(stdout) as { readonly Dir: string };
      for (const name of await readdir(join(from, inside)))
        if (which.test(name)) await writeFile(join(unfinished, name), await readFile(join(from, inside, name)));
    }
    await rename(unfinished, folder);
    return folder;
  } catch (error) {
    // Another run may have finished the same first.
    if (existsSync(folder)) return folder;
    throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
