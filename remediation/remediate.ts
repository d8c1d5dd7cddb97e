/** From what was read of a run to a confirmed edit: phases 2 to 5 for one group of inputs. */
import type { Compiled } from "../compiler/index.ts";
import type { StepHistory } from "../runs/step-history.ts";
import type { InputVerdict, JudgedGroup } from "./diagnose-inputs.ts";
import { propose } from "./phases/3-propose.ts";
import { rewrite } from "./phases/4-rewrite.ts";
import type { Proposal } from "./proposal.ts";
import type { TextEdit } from "./rewrite/text-edit.ts";

export interface RemediateInput {
  readonly group: JudgedGroup;
  readonly before: Compiled;
  readonly compileWith: (texts: ReadonlyMap<string, string>) => Promise<Compiled>;
  /** What the caller knows better than the input. */
  readonly flow?: string;
  readonly step?: string;
  readonly environment?: string;
  /** What is remembered of the step. */
  readonly history?: StepHistory;
  /** Why it is not time for a proposal yet. */
  readonly waits?: string;
  /** Whether a literal of all environments may change in all of them, for review; default: as the platform says. */
  readonly everyEnvironment?: boolean;
}

export interface Remediation {
  readonly verdict: InputVerdict;
  readonly proposal: Proposal | null;
  readonly edits: readonly TextEdit[];
  /** Why the edit is where it is; null where there is none. */
  readonly because: string | null;
  readonly confirmed: boolean;
  /** Why nothing is changed; null where something is, or where nothing failed. */
  readonly refused: string | null;
  /** Artifacts that the edit changes, relative to the output folder. */
  readonly artifacts: readonly string[];
  /** The platform after the edit; null where there is none. */
  readonly after: Compiled | null;
}

/** What is to be done about a group: an edit that was confirmed by compiling it, or why there is none. */
export async function remediate({ group, before, compileWith, history, waits, ...known }: RemediateInput): Promise<Remediation> {
  const { verdict, subject } = group;
  const nothing = { verdict, proposal: null, edits: [], because: null, confirmed: false, artifacts: [], after: null };
  if (verdict.action === "none") return { ...nothing, refused: null };
  if (waits !== undefined && verdict.action === "propose") return { ...nothing, refused: waits };
  const name = known.environment ?? subject?.origin.environment ?? environmentOf(subject?.id ?? "", before);
  const program = before.environments.find(({ program: { environment } }) => environment.name === name)?.program;
  if (program === undefined) return { ...nothing, refused: "Nothing says in which environment it ran: name it with `--env`." };
  const { flow, step } = { flow: known.flow ?? verdict.origin.flow, step: known.step ?? verdict.origin.step };
  const policy = before.configuration?.remediation ?? {};
  const proposal = propose({ verdict, subject, program, flow, step, policy, ...(history !== undefined && { history }) });
  if (typeof proposal === "string") return { ...nothing, refused: proposal };
  const everyEnvironment = known.everyEnvironment ?? policy.everyEnvironment ?? false;
  const { edits, refused, ...more } = await rewrite({ proposal, before, compileWith, everyEnvironment });
  if (!("after" in more)) return { ...nothing, proposal, refused };
  const { after, because, confirmation } = more;
  return {
    verdict,
    proposal: more.proposal,
    edits,
    because,
    refused,
    confirmed: confirmation.confirmed,
    artifacts: changedArtifacts(before, after),
    after,
  };
}

/** The environment that has the namespace of a pod to itself, or the only one. */
function environmentOf(subject: string, { environments }: Compiled): string | undefined {
  const [kind, namespace] = subject.split("/");
  const fitting = environments.filter(({ program }) => kind === "pod" && program.environment.namespace === namespace);
  const [only, ...more] = fitting.length > 0 ? fitting : environments;
  return more.length === 0 ? only?.name : undefined;
}

function changedArtifacts(before: Compiled, after: Compiled): readonly string[] {
  const old = new Map(before.artifacts.map((artifact) => [artifact.path, artifact]));
  return after.artifacts.filter((artifact) => old.get(artifact.path)?.text !== artifact.text).map((artifact) => artifact.path);
}
