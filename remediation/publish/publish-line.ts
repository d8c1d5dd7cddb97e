/** What the publisher reads: JSON lines, each a proposal */
import type * as z from "zod";
import { type ProposalFile, proposalFile } from "../proposal-file.ts";

export interface PublishLine {
  readonly proposal: ProposalFile;
}

/** One line, checked; or what is wrong with it. */
export function readPublishLine(line: string): PublishLine | { readonly problem: string } {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return { problem: "it is no JSON" };
  }
  const read = proposalFile.safeParse(data);
  return read.success ? { proposal: read.data } : { problem: problemOf(read.error) };
}

function problemOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const place = issue?.path.join(".") ?? "";
  return `${place === "" ? "" : `"${place.slice(0, 100)}": `}${issue?.message.slice(0, 200) ?? "it is not as agreed"}`;
}
