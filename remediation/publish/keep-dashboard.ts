/** One issue that lists what is open and what is held back, and shows that the bot lives */
import type { Forge, Issue } from "./forge.ts";
import { readMarker } from "./marker.ts";
import type { Published } from "./published.ts";
import { sentence, word } from "./texts/markdown.ts";
import { ourLabel } from "./texts/title.ts";

const dashboardLabel = "remediation:dashboard";
const title = "Remediation: what is open, and what is held back";
const mostShown = 100;

/** Writes the issue, or opens it; of several that two publishers opened at once, the oldest stays. Throws a `PublishFault`. */
export async function keepDashboard(forge: Forge, published: readonly Published[], now: Date): Promise<void> {
  const issues = (await forge.labelled(dashboardLabel)).filter(({ isRequest, isOpen }) => isOpen && !isRequest);
  const [kept, ...others] = issues.toSorted((one, other) => one.number - other.number);
  const body = bodyOf(await forge.labelled(ourLabel), published, now);
  if (kept === undefined) await forge.openIssue({ title, body, labels: [dashboardLabel] });
  else await forge.updateIssue(kept.number, { body });
  for (const { number } of others) await forge.updateIssue(number, { state: "closed" });
}

function bodyOf(all: readonly Issue[], published: readonly Published[], now: Date): string {
  const open = all.filter(({ isOpen, isRequest, body }) => isOpen && isRequest && readMarker(body) !== undefined);
  const snoozed = all.filter(
    ({ isOpen, isRequest, labels }) => !isOpen && isRequest && labels.some((label) => label.startsWith("remediation:snooze-")),
  );
  const held = published.flatMap((one) => {
    if ("diagnostic" in one) return [`${one.branch === null ? "The repository" : word(one.branch)}: ${sentence(one.diagnostic.message)}`];
    const { state, branch, reason } = one.outcome;
    return reason === null || state === "closed" ? [] : [`${word(branch)}, ${state}: ${sentence(reason)}`];
  });
  return [
    `Last run: ${now.toISOString()}.`,
    "",
    ...section("Open", open.map(requestLine)),
    ...section("Held back by the last run", held),
    ...section("Snoozed", snoozed.map(requestLine)),
    "<sub>Written by Millwright; what you write here is overwritten. `remediation: { dashboard: false }` ends it.</sub>",
    "",
  ].join("\n");
}

function requestLine({ number, body }: Issue): string {
  const marker = readMarker(body);
  return marker === undefined ? `#${number}` : `#${number} ${word(marker.key)}: ${word(marker.from ?? "unsaid")} → ${word(marker.to)}`;
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  const more = lines.length > mostShown ? [`- and ${lines.length - mostShown} more`] : [];
  return [`### ${heading}`, "", ...(lines.length === 0 ? ["Nothing."] : lines.slice(0, mostShown).map((line) => `- ${line}`)), ...more, ""];
}
