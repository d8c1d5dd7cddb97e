/** Phase 4: from a proposal to the smallest edit that does it. Tries edits on texts in memory, and writes nothing. */
import { sourceTexts } from "../../compiler/diagnostics/source-text.ts";
import type { Compiled } from "../../compiler/index.ts";
import { fieldPath, type Proposal, sayField } from "../proposal.ts";
import { type CallPlace, callPlace, currentValue, flowOf } from "../rewrite/call-place.ts";
import { type Candidate, candidates } from "../rewrite/candidates.ts";
import { environmentOverlay } from "../rewrite/environment-overlay.ts";
import { localOverride } from "../rewrite/local-override.ts";
import { type Morph, syntaxTree } from "../rewrite/syntax-tree.ts";
import { edited, type TextEdit } from "../rewrite/text-edit.ts";
import { type Confirmation, confirm } from "./5-confirm.ts";

export interface RewriteInput {
  readonly proposal: Proposal;
  /** The platform as it is, all environments of it. */
  readonly before: Compiled;
  /** Compiles the platform with other texts of some files, by path relative to the top. */
  readonly compileWith: (texts: ReadonlyMap<string, string>) => Promise<Compiled>;
}

/** How an edit says the new value: in the literal that said the old one, in the environment's overlay, or at the step's own call. */
type Way = "literal" | "overlay" | "override";

export type Rewriting =
  | {
      readonly edits: readonly TextEdit[];
      readonly way: Way;
      /** Why the edit is where it is, in a sentence. */
      readonly because: string;
      /** The platform after the edit. */
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

const mostTrials = 50;

/**
 * The edit after which the programs of all environments differ in the proposed field alone
 *
 * Tried in this order: the literal that the call leads to, equal literals of the files that it reads, the nearest first; then the overlay of the
 * environment, where a file for all environments says the value; then an override at the step's own call. The first that fits is taken.
 */
export async function rewrite(input: RewriteInput): Promise<Rewriting> {
  const { proposal, before } = input;
  const { sources } = before;
  const field = sayField(proposal.definition, fieldPath(proposal), proposal.environment);
  const refuse = (refused: string, movers: readonly string[] = [], tried = 0): Rewriting => ({ edits: [], refused, movers, tried });
  const flow = flowOf(proposal, before.environments.find(({ name }) => name === proposal.environment)?.program);
  const place = flow && callPlace(proposal, flow);
  if (flow === undefined || place === undefined)
    return refuse(`There is no ${field}; or errors in the definition hide it, which come first.`);
  const current = currentValue(proposal, flow) ?? null;
  if (current === proposal.to) return refuse(`${upper(field)} is ${JSON.stringify(proposal.to)} already.`);
  if (current !== proposal.from)
    return refuse(
      `${upper(field)} is ${JSON.stringify(current)} by now, not ${JSON.stringify(proposal.from)}: diagnose a run of this version.`,
    );

  const morph = await import("ts-morph");
  const trial = trialOf(input);
  const found = proposal.from === null ? [] : candidates(proposal, proposal.from, place, sources, morph);
  const movers: Candidate[] = [];
  const strays = new Set<string>();
  let objection: string | undefined;
  for (const candidate of found) {
    if (trial.tried() >= mostTrials) break;
    const { fits, confirmation } = await trial.run(candidate.edit, "literal", literalBecause(candidate, sources));
    if (fits) return fits;
    if (!confirmation.moved) continue;
    movers.push(candidate);
    for (const stray of confirmation.strays) strays.add(stray);
    if (confirmation.strays.length === 0) objection ??= confirmation.fresh[0]?.message;
    if (!candidate.isData || !confirmation.strays.some((stray) => !stray.endsWith(`"${proposal.environment}"`))) continue;
    const { literal, value, edit } = candidate;
    const overlay = environmentOverlay(edit.file, proposal.environment, { keys: literal.keys, value }, sources);
    const because = `${JSON.stringify(edit.file)} says it for all environments, so the overlay of "${proposal.environment}" says it for this one.`;
    const second = overlay && (await trial.run(overlay, "overlay", because));
    if (second?.fits) return second.fits;
  }
  const override = overrideAt(place, proposal, sources, morph);
  if (override !== undefined) {
    const because =
      movers.length > 0
        ? `The value is shared (${[...strays].slice(0, 3).join(", ")}), so it is said at the call of this one alone.`
        : "The value comes from elsewhere or is not said yet, so it is said at the call.";
    const { fits, confirmation } = await trial.run(override, "override", because);
    if (fits) return fits;
    if (confirmation.moved) for (const stray of confirmation.strays) strays.add(stray);
    if (confirmation.moved && confirmation.strays.length === 0) objection ??= confirmation.fresh[0]?.message;
  }
  const named = [...new Set(movers.map(({ edit }) => placeOf(edit, sources)))];
  const at = named.length === 0 ? "" : ` (${named.join(", ")})`;
  if (objection !== undefined)
    return refuse(`With ${JSON.stringify(proposal.to)} for ${field} the platform has a new finding: ${objection}`, named, trial.tried());
  if (strays.size > 0)
    return refuse(
      `What says ${field}${at} also says ${[...strays].slice(0, 5).join(", ")}${strays.size > 5 ? ` and ${strays.size - 5} more` : ""}: give this one a value of its own.`,
      named,
      trial.tried(),
    );
  return refuse(
    `${upper(field)} is computed: no literal that says ${JSON.stringify(proposal.from)} moves it alone. Change it by hand.`,
    named,
    trial.tried(),
  );
}

type Trial = (
  edit: TextEdit,
  way: Way,
  because: string,
) => Promise<{ readonly fits: Rewriting | undefined; readonly confirmation: Confirmation }>;

function trialOf({ proposal, before, compileWith }: RewriteInput): { readonly run: Trial; readonly tried: () => number } {
  let tried = 0;
  return {
    tried: () => tried,
    async run(edit, way, because) {
      tried += 1;
      const after = await compileWith(new Map([[edit.file, edited(before.sources.get(edit.file) ?? "", edit)]]));
      const confirmation = confirm(proposal, before, after);
      const fits: Rewriting | undefined = confirmation.confirmed
        ? { edits: [edit], way, because, after, confirmation, tried, refused: null }
        : undefined;
      return { fits, confirmation };
    },
  };
}

function overrideAt(
  { calls, path }: CallPlace,
  { to }: Proposal,
  sources: ReadonlyMap<string, string>,
  morph: Morph,
): TextEdit | undefined {
  const [site] = calls;
  const [argument, ...keys] = path;
  if (site === undefined || typeof argument !== "number" || keys.some((key) => typeof key === "number")) return undefined;
  const call = sourceTexts(sources)(site.file)?.offsetOfSite(site.line, site.column);
  const text = sources.get(site.file);
  if (call === undefined || text === undefined) return undefined;
  const found = localOverride(syntaxTree(text, morph), { call, argument, path: keys.map(String), to }, morph);
  return found && { file: site.file, ...found };
}

function literalBecause({ edit, literal, isData }: Candidate, sources: ReadonlyMap<string, string>): string {
  return isData
    ? `${JSON.stringify(literal.keys.join("."))} of ${JSON.stringify(edit.file)} says it, and nothing else.`
    : `The literal at ${placeOf(edit, sources)} says it, and nothing else.`;
}

function placeOf({ file, start }: TextEdit, sources: ReadonlyMap<string, string>): string {
  return `${file}:${sourceTexts(sources)(file)?.positionAt(start).line ?? 1}`;
}

/** Sentences begin with a capital, and these with a quote: a word goes before it. */
function upper(field: string): string {
  return `The field ${field}`;
}
