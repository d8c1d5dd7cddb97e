/** Pull requests that are not wanted any more, because the step succeeds without them */
import { branchPart } from "./branch-name.ts";
import type { Forge } from "./forge.ts";
import { readMarker } from "./marker.ts";
import type { HealedLine } from "./publish-line.ts";
import type { Outcome } from "./publish-proposal.ts";
import { settledLabel } from "./rules.ts";
import { isOurs } from "./texts/commit-message.ts";
import { sentence } from "./texts/markdown.ts";
import { ourLabel } from "./texts/title.ts";

const mark = "<!-- millwright:healed -->";

/**
 * Closes what is open against this way of failing of this step; a branch that people have pushed to is left to them. Throws a `PublishFault`.
 *
 * The label comes first, so that a kill before the end never looks like a person's no; a comment that is there is not made again.
 */
export async function closeHealed(
  forge: Forge,
  { healed, because }: HealedLine,
  { dryRun }: { readonly dryRun: boolean },
): Promise<readonly Outcome[]> {
  const { environment, flow, step, class: name } = healed;
  const ours = `${["remediate", ...[environment, flow, step, name].map(branchPart)].join("/")}/`;
  const closed: Outcome[] = [];
  for (const { number, url, body, isOpen, isRequest } of await forge.labelled(ourLabel)) {
    const branch = readMarker(body)?.key;
    if (!isOpen || !isRequest || branch === undefined || !branch.startsWith(ours)) continue;
    const head = await forge.branch(branch);
    const commit = head === undefined ? undefined : await forge.commit(head);
    const known = { branch, number, url, commit: commit?.hash ?? null };
    if (commit !== undefined && !isOurs(commit)) {
      closed.push({ ...known, state: "hands-off", reason: `people have pushed to "${branch}", so it is left to them` });
      continue;
    }
    if (!dryRun) {
      await forge.addLabels(number, [settledLabel]);
      if (!(await forge.comments(number)).some((text) => text.startsWith(mark)))
        await forge.addComment(number, `${mark}\nIt is not needed any more: ${sentence(because)}`);
      await forge.updateRequest(number, { state: "closed" });
    }
    closed.push({ ...known, state: "closed", reason: because });
  }
  return closed;
}
