import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { blobHash, blobsAt } from "../../compiler/git/blobs.ts";
import type { Compiled } from "../../compiler/index.ts";
import type { Context } from "../context.ts";

/**
 * The files of the output folder that have other texts in `after` than in HEAD, by path relative to the top
 *
 * Empty where the output is not committed. They are written to a folder that goes again, so that what the writer adds (the list of owned files, sums) is there too.
 */
export async function committedArtifacts(context: Context, root: string, after: Compiled): Promise<ReadonlyMap<string, string>> {
  const output = path.relative(after.top, path.resolve(root, after.outputFolder)).split(path.sep).join("/");
  const blobs = await blobsAt(after.top, "HEAD", output);
  const [like] = blobs.values();
  if (like === undefined) return new Map();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-remediate-"));
  try {
    const plan = await context.services.planWrite({ root, folder, artifacts: after.artifacts });
    await plan.apply();
    const changed = new Map<string, string>();
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const name = `${output}/${path.relative(folder, file).split(path.sep).join("/")}`;
      const text = fs.readFileSync(file, "utf8");
      if (blobs.get(name) !== blobHash(text, like)) changed.set(name, text);
    }
    return changed;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
