/** Where a remediation goes: a branch here, a pull request, or a file for whoever makes one. */
import fs from "node:fs";
import path from "node:path";
import type { Compiled } from "../../compiler/index.ts";
import type { Healed } from "../../remediation/history/handled.ts";
import { type Publication, publishBranch } from "../../remediation/phases/6-publish.ts";
import type { ProposalFile } from "../../remediation/proposal-file.ts";
import type { HealedLine } from "../../remediation/publish/publish-line.ts";
import type { Remediation } from "../../remediation/remediate.ts";
import { editedTexts } from "../../remediation/rewrite/text-edit.ts";
import type { Context } from "../context.ts";
import { note } from "../output.ts";
import { committedArtifacts } from "./committed-artifacts.ts";
import { type ConfirmedChange, proposalLine } from "./proposal-line.ts";
import { startPublisher } from "./start-publisher.ts";

export interface PublishFlags {
  readonly publish?: "none" | "branch" | "github";
  readonly out?: string;
  readonly server?: string;
  readonly dryRun?: boolean;
}

export interface Publisher {
  /** Empties what `--out` names, for what is about to be published. */
  readonly begin: () => void;
  /** What was published of a remediation: null where that is nothing. */
  readonly remediation: (remediation: Remediation) => Promise<Publication | { readonly problem: string } | null>;
  /** Has what was proposed for a step closed, where it succeeds without. */
  readonly healed: (healed: Healed) => Promise<void>;
}

/** What publishes as the flags say, of a platform as it is at `before`. */
export function publisher(context: Context, root: string, before: Compiled, flags: PublishFlags): Publisher {
  const { top, sources, configuration } = before;
  const { repository = null, dashboard = true } = configuration?.remediation ?? {};
  const isDry = flags.dryRun === true;
  const out = flags.out === undefined || isDry ? undefined : path.resolve(context.folder, flags.out);
  const keep = (line: ProposalFile | HealedLine): void => {
    if (out !== undefined) fs.appendFileSync(out, `${JSON.stringify(line)}\n`);
  };
  const ask = (line: ProposalFile | HealedLine) => startPublisher(context, line, { repository, server: flags.server, isDry });
  return {
    begin() {
      if (out !== undefined) fs.writeFileSync(out, "", { mode: 0o600 });
    },
    async remediation({ proposal, edits, because, after, verdict }) {
      const isLocal = flags.publish === "branch" && !isDry;
      const isGiven = flags.publish === "github" || flags.out !== undefined;
      if (proposal === null || because === null || after === null || (!isLocal && !isGiven)) return null;
      const texts = editedTexts(edits, sources);
      const artifacts = await committedArtifacts(context, root, after);
      const change: ConfirmedChange = { proposal, because, verdict, after, texts, artifacts };
      const base = new Map(edits.map(({ file }) => [file, sources.get(file) ?? null]));
      const branch = isLocal ? await publishBranch({ top, proposal, because, base, texts: new Map([...texts, ...artifacts]) }) : null;
      if (!isGiven) return branch;
      const line = await proposalLine(before, change);
      if ("problem" in line) return line;
      keep(line);
      return flags.publish === "github" ? ask(line) : branch;
    },
    async healed({ environment, flow, step, class: name, reason }) {
      const line: HealedLine = {
        formatVersion: 1,
        healed: { environment, flow, step, class: name },
        because: reason,
        repository,
        dashboard,
      };
      keep(line);
      if (flags.publish !== "github") return;
      const ended = await ask(line);
      if (ended !== null && "problem" in ended) note(context, `warning: what was proposed for it could not be closed: ${ended.problem}`);
    },
  };
}
