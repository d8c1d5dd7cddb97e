/** Phase 4: from a proposal to the smallest edits that do it. Tries edits on texts in memory, and writes nothing. */
import type { Compiled } from "../../compiler/index.ts";
import { parseMemory } from "../../schema/words/quantities.ts";
import { type Companion, type Field, fieldPath, type Proposal, type Scalar, sayField } from "../proposal.ts";
import { currentValue, flowOf } from "../rewrite/call-place.ts";
import { search } from "../rewrite/search.ts";
import { followedBy, type TextEdit } from "../rewrite/text-edit.ts";
import type { SearchInput, Way } from "../rewrite/trial.ts";
import { type Confirmation, confirm, type Wanted } from "./5-confirm.ts";

export interface RewriteInput extends Pick<SearchInput, "before" | "compileWith"> {
  readonly proposal: Proposal;
  /** Whether a literal of all environments may change in all of them, for review. */
  readonly everyEnvironment?: boolean;
}

export type Rewriting =
  | {
      /** The proposal as it came out: with the fields that moved with it, and to be reviewed where there are some. */
      readonly proposal: Proposal;
      /** They count from the old texts, and do not overlap. */
      readonly edits: readonly TextEdit[];
      /** How the proposed field itself is said. */
      readonly way: Way;
      /** Why the edits are where they are. */
      readonly because: string;
      /** The platform after the edits. */
      readonly after: Compiled;
      readonly confirmation: Confirmation;
      readonly tried: number;
      readonly refused: null;
    }
  | {
      readonly edits: readonly [];
      /** Why there is no edit, in a sentence that says what to do. */
      readonly refused: string;
      /** Literals that move the field, and more than it: "flows/churn.flow.ts:12". */
      readonly movers: readonly string[];
      readonly tried: number;
    };

/** What was done so far: edits of the old texts, and what they make of the platform. */
interface Progress {
  readonly after: Compiled;
  readonly edits: readonly TextEdit[];
  readonly texts: ReadonlyMap<string, string>;
  /** What moves with it, in other environments as well. */
  readonly also: readonly Field[];
  readonly companions: readonly Companion[];
  /** The same changes in other environments. */
  readonly elsewhere: readonly Wanted[];
  readonly because: readonly string[];
  readonly tried: number;
}

/**
 * The edits after which the programs of all environments differ in the proposed field, and in those that go alongside, alone
 *
 * One field after the other, each upon the texts that the one before left; then all of them are confirmed together, against the platform as it was.
 */
export async function rewrite({ proposal, before, compileWith, everyEnvironment = false }: RewriteInput): Promise<Rewriting> {
  let progress: Progress = { after: before, edits: [], texts: new Map(), also: [], companions: [], elsewhere: [], because: [], tried: 0 };
  let way: Way | undefined;
  for (const one of [proposal, ...proposal.alongside]) {
    const isFirst = one === proposal;
    const { after, texts } = progress;
    const wanted = isFirst ? one : standing(one, progress, before);
    if (typeof wanted === "string") return { edits: [], refused: wanted, movers: [], tried: progress.tried };
    if (wanted === undefined) {
      if (!progress.also.some((field) => isSame(field, one))) progress = { ...progress, companions: [...progress.companions, one] };
      continue;
    }
    const found = await search({
      wanted,
      also: isFirst ? proposal.also : [],
      alongside: isFirst ? proposal.alongside : [],
      before: after,
      compileWith: (more) => compileWith(new Map([...texts, ...more])),
      everyEnvironment,
      unfinished: proposal.alongside.length > 0,
    });
    if ("refused" in found) {
      const refused = isFirst
        ? found.refused
        : `With it goes another change (${one.formula}), and for that there is no edit. ${found.refused}`;
      return { edits: [], refused, movers: found.movers, tried: progress.tried + found.tried };
    }
    way ??= found.way;
    progress = {
      after: found.after,
      edits: followedBy(progress.edits, found.edit, before.sources),
      texts: new Map([...texts, [found.edit.file, found.after.sources.get(found.edit.file) ?? ""]]),
      also: [...progress.also, ...found.also],
      elsewhere: [
        ...progress.elsewhere,
        ...found.also.flatMap((field) =>
          [proposal, ...proposal.alongside].flatMap((it) => (isElsewhere(field, it) ? [{ ...it, environment: field.environment }] : [])),
        ),
      ],
      companions: isFirst ? progress.companions : [...progress.companions, one],
      because: [...progress.because, found.because],
      tried: progress.tried + found.tried,
    };
  }
  return settled({ proposal, before, progress, way: way ?? "literal" });
}

/** What a companion is changed from by now; nothing where it moved already, far enough; a sentence where it moved elsewhere. */
function standing(companion: Companion, { after, also }: Progress, before: Compiled): Companion | string | undefined {
  const valueIn = ({ environments }: Compiled) => {
    const flow = flowOf(companion, environments.find(({ name }) => name === companion.environment)?.program);
    return flow === undefined ? undefined : (currentValue(companion, flow) ?? null);
  };
  const field = sayField(companion.definition, fieldPath(companion), companion.environment);
  const [was, is] = [valueIn(before), valueIn(after)];
  if (was !== companion.from) return `The field ${field} is ${JSON.stringify(was ?? null)} by now, not ${JSON.stringify(companion.from)}.`;
  // Said with another option around it for the first time, a field has its default by now.
  if (!also.some((one) => isSame(one, companion))) return is === companion.to ? undefined : { ...companion, from: scalarOf(is) };
  return reaches(scalarOf(is), companion.to)
    ? undefined
    : `The field ${field} is computed from it and becomes ${JSON.stringify(is ?? null)}, where ${JSON.stringify(companion.to)} is needed (${companion.formula}).`;
}

function isElsewhere(one: Field, { environment, ...field }: Field): boolean {
  return one.environment !== environment && isSame(one, { ...field, environment: one.environment });
}

function isSame(one: Field, other: Field): boolean {
  return one.definition === other.definition && one.environment === other.environment && fieldPath(one) === fieldPath(other);
}

function scalarOf(value: unknown): Scalar | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

function reaches(value: Scalar | null, needed: Scalar): boolean {
  const [has, needs] = [value, needed].map((one) => (typeof one === "string" ? parseMemory(one) : undefined));
  return has !== undefined && needs !== undefined && has >= needs;
}

function settled({
  proposal,
  before,
  progress,
  way,
}: {
  readonly proposal: Proposal;
  readonly before: Compiled;
  readonly progress: Progress;
  readonly way: Way;
}): Rewriting {
  const { after, edits, also, companions, elsewhere, because, tried } = progress;
  const isReview = also.length > 0;
  const allowed = [...proposal.also, ...also];
  const came: Proposal = { ...proposal, alongside: companions, also: allowed, ...(isReview && { safety: "review" }) };
  const confirmation = confirm({ wanted: [came, ...companions, ...elsewhere], also: allowed }, before, after);
  if (confirmation.confirmed) return { proposal: came, edits, way, because: because.join(" "), after, confirmation, tried, refused: null };
  const finding = confirmation.fresh[0]?.message;
  const refused =
    finding === undefined
      ? `Together the changes also move ${confirmation.strays.slice(0, 5).join(", ") || "something that no single one of them did"}: change them by hand.`
      : `With these changes the platform has a new finding: ${finding}`;
  return { edits: [], refused, movers: [], tried };
}
