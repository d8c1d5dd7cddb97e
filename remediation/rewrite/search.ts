/** The search for the one edit that gives one field its value: tries edits on texts in memory, and writes nothing. */
import { sourceTexts } from "../../compiler/diagnostics/source-text.ts";
import { fieldPath, sayField } from "../proposal.ts";
import { type CallPlace, callPlace, currentValue, flowOf } from "./call-place.ts";
import { type Candidate, candidates } from "./candidates.ts";
import { environmentOverlay } from "./environment-overlay.ts";
import { localOverride, type Override } from "./local-override.ts";
import { type Morph, syntaxTree } from "./syntax-tree.ts";
import type { TextEdit } from "./text-edit.ts";
import { type Hit, type SearchInput, type Trial, trialOf } from "./trial.ts";

export interface Miss {
  /** Why there is no edit, in a sentence that says what to do. */
  readonly refused: string;
  /** Literals that move the field, and more than it: "flows/churn.flow.ts:12". */
  readonly movers: readonly string[];
  readonly tried: number;
}

const mostTrials = 50;

/**
 * The edit after which the programs of all environments differ in the wanted field alone
 *
 * Tried in this order: the literal that the call leads to, equal literals of the files that it reads, the nearest first; then the overlay of the
 * environment, where a file for all environments says the value; then a literal that moves what is computed from it (the heap of a container's memory) and nothing
 * else; then an override at the step's own call; then, where the platform allows it, a literal of all environments.
 */
export async function search(input: SearchInput): Promise<Hit | Miss> {
  const { wanted, before } = input;
  const { sources } = before;
  const { to, from, environment } = wanted;
  const field = sayField(wanted.definition, fieldPath(wanted), environment);
  const refuse = (refused: string, movers: readonly string[] = [], tried = 0): Miss => ({ refused, movers, tried });
  const flow = flowOf(wanted, before.environments.find(({ name }) => name === environment)?.program);
  const place = flow && callPlace(wanted, flow);
  if (flow === undefined || place === undefined)
    return refuse(`There is no ${field}; or errors in the definition hide it, which come first.`);
  const current = currentValue(wanted, flow) ?? null;
  if (current === to) return refuse(`The field ${field} is ${JSON.stringify(to)} already.`);
  if (current !== from)
    return refuse(`The field ${field} is ${JSON.stringify(current)} by now, not ${JSON.stringify(from)}: diagnose a run of this version.`);

  const morph = await import("ts-morph");
  const trial = trialOf(input, flow);
  const found = from === null ? [] : candidates(wanted, from, place, sources, morph);
  const movers: Candidate[] = [];
  const strays = new Set<string>();
  const later: { tied?: Hit; everywhere?: Hit; elsewhere?: readonly string[] } = {};
  let objection: string | undefined;
  const note = ({ hit, kind, confirmation }: Trial): void => {
    if (kind === "tied") later.tied ??= hit;
    if (kind === "everywhere" && input.everyEnvironment) later.everywhere ??= hit;
    if (kind === "everywhere") later.elsewhere ??= confirmation.others.map((one) => one.environment);
    for (const stray of confirmation.strays) strays.add(stray);
    if (confirmation.strays.length === 0) objection ??= confirmation.fresh[0]?.message;
  };
  for (const candidate of found) {
    if (trial.tried() >= mostTrials) break;
    const { literal, value, edit, isData } = candidate;
    const first = await trial.run(edit, "literal", literalBecause(candidate, sources));
    if (first.kind === "exact") return first.hit;
    if (!first.confirmation.moved) continue;
    movers.push(candidate);
    note(first);
    if (!isData || first.confirmation.others.every((one) => one.environment === environment)) continue;
    const overlay = environmentOverlay(edit.file, environment, { keys: literal.keys, value }, sources);
    const because = `${JSON.stringify(edit.file)} says it for all environments, so the overlay of "${environment}" says it for this one.`;
    const second = overlay && (await trial.run(overlay, "overlay", because));
    if (second?.kind === "exact") return second.hit;
    if (second?.kind === "tied") later.tied ??= second.hit;
  }
  if (later.tied !== undefined) return later.tied;
  // What a helper computes is not thrown away; what it shares may be.
  const overCalls = movers.length > 0 || from === null;
  const override = overrideAt(place, { to, overCalls }, sources, morph);
  if (override !== undefined) {
    const because =
      movers.length > 0
        ? `The value is shared (${[...strays].slice(0, 3).join(", ")}), so it is said at the call of this one alone.`
        : "The value comes from elsewhere or is not said yet, so it is said at the call.";
    const last = await trial.run(override, "override", because);
    if (last.kind === "exact") return last.hit;
    if (last.confirmation.moved) note(last);
  }
  if (later.everywhere !== undefined) return later.everywhere;
  const named = [...new Set(movers.map(({ edit }) => placeOf(edit, sources)))];
  const at = named.length === 0 ? "" : ` (${named.join(", ")})`;
  if (objection !== undefined)
    return refuse(`With ${JSON.stringify(to)} for ${field} the platform has a new finding: ${objection}`, named, trial.tried());
  if (strays.size > 0) {
    const also = `What says ${field}${at} also says ${[...strays].slice(0, 5).join(", ")}${strays.size > 5 ? ` and ${strays.size - 5} more` : ""}`;
    const help =
      later.elsewhere === undefined
        ? "give this one a value of its own."
        : `read it with \`config()\` from a file that "${environment}" has an overlay of, or allow such changes with \`remediation: { everyEnvironment: true }\`.`;
    return refuse(`${also}: ${help}`, named, trial.tried());
  }
  if (from === null)
    return refuse(
      `The field ${field} is not said yet, and the options that it belongs to are computed: say it by hand.`,
      named,
      trial.tried(),
    );
  return refuse(
    `The field ${field} is computed: no literal that says ${JSON.stringify(from)} moves it alone. Change it by hand.`,
    named,
    trial.tried(),
  );
}

function overrideAt(
  { calls, path }: CallPlace,
  said: Pick<Override, "to" | "overCalls">,
  sources: ReadonlyMap<string, string>,
  morph: Morph,
): TextEdit | undefined {
  const [site] = calls;
  const [argument, ...keys] = path;
  if (site === undefined || typeof argument !== "number" || keys.some((key) => typeof key === "number")) return undefined;
  const call = sourceTexts(sources)(site.file)?.offsetOfSite(site.line, site.column);
  const text = sources.get(site.file);
  if (call === undefined || text === undefined) return undefined;
  const found = localOverride(syntaxTree(text, morph), { call, argument, path: keys.map(String), ...said }, morph);
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
