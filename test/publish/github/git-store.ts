/** The repository behind the server: a real bare one, so that hashes are git's own and what was published can be cloned. */
import { spawnSync } from "node:child_process";
import { newFolder } from "../../support/folder.ts";

export interface GitStore {
  /** Path of the bare repository. */
  readonly folder: string;
  /** What git prints; undefined where it refuses. */
  readonly git: (args: readonly string[], input?: string) => string | undefined;
  /** A commit with these files on top of a branch, which then leads to it. */
  readonly push: (branch: string, files: Readonly<Record<string, string | null>>, message?: string) => string;
  readonly textAt: (revision: string, path: string) => string | undefined;
}

const identity = {
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.com",
};

export function gitStore(): GitStore {
  const folder = newFolder();
  function git(args: readonly string[], input?: string): string | undefined {
    const { status, stdout } = spawnSync("git", ["-C", folder, ...args], {
      encoding: "utf8",
      maxBuffer: 100_000_000,
      env: { PATH: process.env["PATH"], ...identity },
      ...(input !== undefined && { input }),
    });
    return status === 0 ? stdout : undefined;
  }
  git(["init", "-q", "--bare", "-b", "main"]);
  return {
    folder,
    git,
    push: (branch, files, message = "change") => {
      const parent = git(["rev-parse", "--verify", "-q", `refs/heads/${branch}^{commit}`])?.trim();
      const tree = writeTree(
        git,
        parent === undefined ? undefined : `${parent}^{tree}`,
        Object.entries(files).map(([path, text]) => ({ path, mode: "100644", text })),
      );
      if (tree === undefined) throw new Error("git made no tree");
      const commit = git(["commit-tree", tree, ...(parent === undefined ? [] : ["-p", parent]), "-m", message])?.trim() ?? "";
      git(["update-ref", `refs/heads/${branch}`, commit]);
      return commit;
    },
    textAt: (revision, path) => git(["cat-file", "blob", `${revision}:${path}`]),
  };
}

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly text?: string | null;
  readonly hash?: string | null;
}

let lastIndex = 0;

/** The hash of a tree that is the base with these entries; undefined where git refuses, or where one goes that is not there. */
export function writeTree(git: GitStore["git"], base: string | undefined, entries: readonly TreeEntry[]): string | undefined {
  const index = `index-${process.pid}-${++lastIndex}`;
  const lines: string[] = [];
  const listed = new Set(base === undefined ? [] : (git(["ls-tree", "-r", "--name-only", "-z", base]) ?? "").split("\0"));
  for (const { path, mode, text, hash } of entries) {
    if (text === null || hash === null) {
      if (!listed.has(path)) return undefined;
      lines.push(`0 ${"0".repeat(40)}\t${path}`);
    } else {
      const blob = hash ?? git(["hash-object", "-w", "--stdin"], text ?? "")?.trim();
      lines.push(`${mode} ${blob}\t${path}`);
    }
  }
  const script = [
    `export GIT_INDEX_FILE=${index}; rm -f ${index}`,
    base === undefined ? "git read-tree --empty" : `git read-tree '${base}'`,
    "git update-index --index-info && git write-tree; code=$?; rm -f $GIT_INDEX_FILE; exit $code",
  ].join("; ");
  const folder = git(["rev-parse", "--absolute-git-dir"])?.trim() ?? "";
  const { status, stdout } = spawnSync("sh", ["-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], GIT_DIR: folder },
    input: `${lines.join("\n")}\n`,
  });
  return status === 0 ? stdout.trim() : undefined;
}
