import { git } from "./git.ts";

/** The full hash of HEAD's commit; null where there is no repository, or none with a commit. */
export async function headCommit(folder: string): Promise<string | null> {
  const { code, stdout } = await git(folder, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  return code === 0 ? stdout.toString("utf8").trim() : null;
}
