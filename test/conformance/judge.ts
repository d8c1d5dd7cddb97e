import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Checker } from "./checker.ts";
import { runProgram } from "./run-program.ts";

/** Which layer of upstream code objects: its YAML reader, the decoder of built-in kinds, Argo's linter, or the CRD. */
export type Layer = "yaml" | "decode" | "lint" | "crd";

/** What upstream code says of one manifest. */
export interface Verdict {
  readonly release: string;
  readonly file: string;
  /** The Argo resource template that holds the manifest, where one does. */
  readonly inside?: string;
  readonly kind: string;
  readonly name: string;
  /** Why it was not judged. */
  readonly skipped?: string;
  readonly problems: readonly { readonly by: Layer; readonly message: string }[];
}

const root = join(import.meta.dirname, "..", "..");

/** CRDs of versions that the Go proxy does not serve; they are never part of the repository. */
export const newestDefinitions = join("..", "shared", "prototypes", "conformance", "crds");

export function hasNewestDefinitions(): boolean {
  return existsSync(join(root, newestDefinitions));
}

/** Judges every manifest of the releases. Each release stands for itself: references resolve inside it. */
export async function judge(
  checker: Checker,
  releases: readonly string[],
  definitions: "newest" | "built-in",
): Promise<readonly Verdict[]> {
  if (releases.length === 0) return [];
  const gitops = checker.gitops === undefined ? [] : [checker.gitops];
  const folders = [...(definitions === "newest" ? [join(root, newestDefinitions)] : []), checker.crds, ...gitops];
  const outcome = await runProgram(checker.program, ["-crds", folders.join(","), ...releases], root);
  if (outcome.status !== 0) throw new Error(`The checker could not run:\n${outcome.stderr}`);
  return outcome.stdout
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Verdict => JSON.parse(line));
}
