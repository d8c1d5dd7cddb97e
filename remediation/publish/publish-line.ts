/** What the publisher reads: JSON lines, each a proposal, or a step that healed */
import * as z from "zod";
import { type ProposalFile, proposalFile, repositoryName } from "../proposal-file.ts";

const name = z.string().min(1).max(400);

const healedLine = z.strictObject({
  formatVersion: z.literal(1),
  /** One way of failing of one step. */
  healed: z.strictObject({ environment: name, flow: name, step: name, class: name }),
  /** What shows it, as a sentence. */
  because: z.string().max(1000),
  repository: repositoryName.nullable(),
  dashboard: z.boolean(),
});
/** A step that succeeds again, so that what was proposed for it is not needed. */
export type HealedLine = z.infer<typeof healedLine>;

export type PublishLine = { readonly proposal: ProposalFile } | { readonly healed: HealedLine };

/** One line, checked; or what is wrong with it. */
export function readPublishLine(line: string): PublishLine | { readonly problem: string } {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return { problem: "it is no JSON" };
  }
  if (typeof data === "object" && data !== null && "healed" in data) {
    const read = healedLine.safeParse(data);
    return read.success ? { healed: read.data } : { problem: problemOf(read.error) };
  }
  const read = proposalFile.safeParse(data);
  return read.success ? { proposal: read.data } : { problem: problemOf(read.error) };
}

function problemOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const place = issue?.path.join(".") ?? "";
  return `${place === "" ? "" : `"${place.slice(0, 100)}": `}${issue?.message.slice(0, 200) ?? "it is not as agreed"}`;
}
