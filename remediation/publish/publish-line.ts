/**
 * What the publisher reads: JSON lines, each of one of three kinds
 *
 * A proposal becomes a pull request; what was reported and what was settled keep the list of them true.
 */
import * as z from "zod";
import { proposalFile, proposalKey } from "../proposal-file.ts";

const text = (most: number) => z.string().max(most);

/** A verdict without a change: shown in the list, so that it is seen. */
const reportLine = z.strictObject({
  formatVersion: z.literal(1),
  report: z.strictObject({
    environment: text(100).nullable(),
    flow: text(100).nullable(),
    step: text(100).nullable(),
    class: text(100),
    /** abstain: it was not understood. */
    action: z.enum(["propose", "report", "abstain"]),
    run: text(400).nullable(),
    /** Why nothing is proposed. */
    reason: text(1000),
  }),
  policy: z.strictObject({ repository: text(200).nullable(), dashboard: z.boolean() }),
});
export type ReportLine = z.infer<typeof reportLine>;

/** A pull request that is not wanted any more; whoever knows the runs says so. */
const settledLine = z.strictObject({
  formatVersion: z.literal(1),
  settled: z.strictObject({
    key: proposalKey,
    /** healed: it succeeds without. superseded: by another change. moved: the value changed at the base. deleted: the step or flow is gone. */
    reason: z.enum(["healed", "superseded", "moved", "deleted"]),
    /** What shows it, as a sentence. */
    because: text(1000),
  }),
});
export type SettledLine = z.infer<typeof settledLine>;

export type PublishLine =
  | { readonly proposal: z.infer<typeof proposalFile> }
  | { readonly report: ReportLine }
  | { readonly settled: SettledLine["settled"] };

/** One line, checked; or what is wrong with it. */
export function readPublishLine(line: string): PublishLine | { readonly problem: string } {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return { problem: "it is no JSON" };
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) return { problem: "it is no object" };
  if ("report" in data) {
    const read = reportLine.safeParse(data);
    return read.success ? { report: read.data } : { problem: problemOf(read.error) };
  }
  if ("settled" in data) {
    const read = settledLine.safeParse(data);
    return read.success ? { settled: read.data.settled } : { problem: problemOf(read.error) };
  }
  const read = proposalFile.safeParse(data);
  return read.success ? { proposal: read.data } : { problem: problemOf(read.error) };
}

function problemOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const place = issue?.path.join(".") ?? "";
  return `${place === "" ? "" : `"${place.slice(0, 100)}": `}${issue?.message.slice(0, 200) ?? "it is not as agreed"}`;
}
