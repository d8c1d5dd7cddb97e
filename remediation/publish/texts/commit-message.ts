import type { ProposalFile } from "../../proposal-file.ts";
import type { Commit } from "../forge.ts";
import { plain } from "./markdown.ts";
import { titleOf } from "./title.ts";

/** What a commit says. Its last lines name its own tree and parents, so that one that somebody else made or changed is told from ours. */
export function commitMessage(proposal: ProposalFile, tree: string, parents: readonly string[]): string {
  const { key, change, verdict, because } = proposal;
  return [
    titleOf(proposal),
    "",
    `In ${key.environment}, after ${key.class} (rule ${plain(verdict.rule ?? "none", 100)}).`,
    `Why this number: ${plain(change.formula, 1000)}.`,
    `Why here: ${plain(because, 1000)}`,
    ...(change.safety === "review" ? ["To be reviewed: not everything that this rests on was measured."] : []),
    "Compiled before and after: the programs of all environments differ in this change alone.",
    "",
    `${baseTrailer}${proposal.base.commit}`,
    ...trailers(tree, parents),
    "",
  ].join("\n");
}

function trailers(tree: string, parents: readonly string[]): readonly string[] {
  return [`Millwright-Tree: ${tree}`, `Millwright-Parents: ${parents.join(" ")}`];
}

/** Whether a commit is as we made it: with another tree or parent it is somebody's work. */
export function isOurs({ message, tree, parents }: Commit): boolean {
  return baseOf(message) !== undefined && message.trimEnd().endsWith(`\n${trailers(tree, parents).join("\n")}`);
}

const baseTrailer = "Millwright-Base: ";

/** The commit that was compiled, as a message of ours says. */
export function baseOf(message: string): string | undefined {
  return /\n\nMillwright-Base: ([0-9a-f]{40,64})\nMillwright-Tree: /.exec(message)?.[1];
}
