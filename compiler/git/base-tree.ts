/**
 * The texts of a platform as a commit has them
 *
 * What `--base` names is compiled like any other state: its texts are laid over the disk, and what the commit did not have is hidden.
 */
import fs from "node:fs";
import path from "node:path";
import { type Diagnostic, defineDiagnostic, message } from "../diagnostics/diagnostic.ts";
import { git } from "./git.ts";

export interface BaseTree {
  /** The commit's full hash. */
  readonly commit: string;
  /** Texts by path relative to the root, with "/"; null for a file on disk that the commit does not have. */
  readonly texts: ReadonlyMap<string, string | null>;
}

export interface NoBase {
  readonly problem: Diagnostic;
}

const noGit = defineDiagnostic({
  code: "git/no-repository",
  severity: "error",
  message: message`Folder "${"root"}" is in no git repository, so there is no base "${"reference"}" to compare with.`,
  help: message`Commit the platform with git first; without a base, leave out --base and what needs it.`,
});

const notInstalled = defineDiagnostic({
  code: "git/not-installed",
  severity: "error",
  message: message`The program "git" cannot be started, and without it there is no base "${"reference"}".`,
  help: message`Install git, or add its folder to PATH.`,
});

const unknownReference = defineDiagnostic({
  code: "git/unknown-reference",
  severity: "error",
  message: message`The repository has no commit "${"reference"}".`,
  why: "In CI, a shallow clone has the last commit only.",
  help: message`Fetch it first (\`git fetch origin main\`, or \`fetch-depth: 0\` in actions/checkout), or name another base.`,
});

const unreadable = defineDiagnostic({
  code: "git/unreadable",
  severity: "error",
  message: message`Git could not read the files of "${"reference"}": ${"reason"}.`,
  help: message`In a partial clone, fetch the objects first: \`git fetch --refetch --no-filter\`.`,
});

/** Files above this size are no definitions; the loader refuses them as well. */
const largestFile = 5_000_000;

/** The texts of the folder `root` at the commit that `reference` names. */
export async function readBase(root: string, reference: string): Promise<BaseTree | NoBase> {
  if (!/^[^\s-][^\s]*$/.test(reference) || /[\p{Cc}]/u.test(reference)) return { problem: unknownReference.at(null, { reference }) };
  const top = await git(root, ["rev-parse", "--show-prefix"]);
  if (top.missing === true) return { problem: notInstalled.at(null, { reference }) };
  if (top.code !== 0 && !top.stderr.includes("not a git repository"))
    return {
      problem: unreadable.at(
        null,
        { reference, reason: firstLine(top.stderr) },
        { help: "Git's own words say what it wants; try `git status` there." },
      ),
    };
  if (top.code !== 0) return { problem: noGit.at(null, { root, reference }) };
  const found = await git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`]);
  const commit = found.stdout.toString("utf8").trim();
  if (found.code !== 0 || !/^[0-9a-f]{40,64}$/.test(commit)) return { problem: unknownReference.at(null, { reference }) };
  const listed = await git(root, ["ls-tree", "-r", "-z", "-l", commit]);
  if (listed.code !== 0) return { problem: unreadable.at(null, { reference, reason: firstLine(listed.stderr) }) };
  const entries = parseTree(listed.stdout);
  const texts = await readBlobs(root, entries);
  if (typeof texts === "string") return { problem: unreadable.at(null, { reference, reason: texts }) };
  return { commit, texts: withHidden(root, withLinks(texts, entries), new Set(entries.map(({ file }) => file))) };
}

interface Entry {
  readonly file: string;
  readonly hash: string;
  readonly link: boolean;
}

/** Files of the commit below the root: `<mode> blob <hash> <size>\t<path>`, each ended by NUL. */
function parseTree(listing: Buffer): readonly Entry[] {
  const entries: Entry[] = [];
  for (const line of listing.toString("utf8").split("\0")) {
    const [, mode, hash, size, file] = /^(\d{6}) blob ([0-9a-f]+) +(\d+)\t(.*)$/s.exec(line) ?? [];
    if (hash === undefined || file === undefined || Number(size) > largestFile) continue;
    if (!file.split("/").includes("node_modules")) entries.push({ file, hash, link: mode === "120000" });
  }
  return entries;
}

/** The texts of all entries, or why git did not give them. */
async function readBlobs(root: string, entries: readonly Entry[]): Promise<Map<string, string> | string> {
  const texts = new Map<string, string>();
  if (entries.length === 0) return texts;
  const { code, stdout, stderr } = await git(root, ["cat-file", "--batch"], `${entries.map(({ hash }) => hash).join("\n")}\n`);
  if (code !== 0) return firstLine(stderr);
  let at = 0;
  for (const { file, hash } of entries) {
    const end = stdout.indexOf(0x0a, at);
    const [, size] = /^[0-9a-f]+ blob (\d+)$/.exec(stdout.toString("latin1", at, Math.max(at, end))) ?? [];
    if (size === undefined) return `object ${hash} of "${file}" is not there`;
    const start = end + 1;
    texts.set(file, stdout.toString("utf8", start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return texts;
}

/** A link to a file of the same commit stands for its text; any other link is no file. */
function withLinks(texts: Map<string, string>, entries: readonly Entry[]): Map<string, string | null> {
  const links = new Set(entries.filter(({ link }) => link).map(({ file }) => file));
  const resolved = new Map<string, string | null>(texts);
  for (const file of links) {
    const target = path.posix.join(path.posix.dirname(file), texts.get(file) ?? "");
    resolved.set(file, links.has(target) ? null : (texts.get(target) ?? null));
  }
  return resolved;
}

/** Hides what is on disk and not in the commit. Packages stay: a commit does not hold them. */
function withHidden(root: string, texts: Map<string, string | null>, known: ReadonlySet<string>): ReadonlyMap<string, string | null> {
  const waiting = [""];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(path.join(root, folder))) {
      const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.name === "node_modules" || entry.name === ".git") continue;
      if (entry.isDirectory()) waiting.push(name);
      else if (!known.has(name)) texts.set(name, null);
    }
  }
  return texts;
}

function entriesOf(folder: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function firstLine(text: string): string {
  return (
    text
      .trim()
      .split("\n")[0]
      ?.replace(/^fatal: /, "") ?? "unknown reason"
  );
}
