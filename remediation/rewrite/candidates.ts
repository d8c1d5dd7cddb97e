/** Literals whose change may be the proposed one, the likeliest first. No data flow is followed beyond the call: who tries them finds out. */
import type { Anchor } from "../../compiler/diagnostics/diagnostic.ts";
import { locator } from "../../compiler/diagnostics/locate.ts";
import type { Wanted } from "../phases/5-confirm.ts";
import type { Scalar } from "../proposal.ts";
import type { CallPlace } from "./call-place.ts";
import { dataLiterals } from "./data-literals.ts";
import { type Literal, type Substitution, substitutions } from "./literal.ts";
import { moduleLiterals } from "./module-literals.ts";
import { reachedFiles } from "./reached-files.ts";
import { spellInData, spellInModule } from "./spell.ts";
import { type Morph, syntaxTree } from "./syntax-tree.ts";
import type { TextEdit } from "./text-edit.ts";

export interface Candidate {
  readonly edit: TextEdit;
  readonly literal: Literal;
  /** The value that the edit writes: of a split quantity only the number. */
  readonly value: Scalar;
  readonly isData: boolean;
}

/** Literals that are equal to what the program says, in the files that the call leads to. */
export function candidates(
  wanted: Wanted,
  from: Scalar,
  { calls, path }: CallPlace,
  sources: ReadonlyMap<string, string>,
  morph: Morph,
): readonly Candidate[] {
  const becoming = substitutions(from, wanted.to);
  const name = String(wanted.path.findLast((part) => typeof part === "string") ?? "");
  const located = locator(sources)({ calls, path } satisfies Anchor);
  const ranked: (Candidate & { readonly rank: readonly number[] })[] = [];
  const files = reachedFiles(
    calls.map(({ file }) => file),
    wanted.environment,
    sources,
  );
  for (const [file, steps] of files) {
    const text = sources.get(file) ?? "";
    if (!becoming.some(({ from: value }) => mayHold(text, value))) continue;
    const isData = /\.(?:toml|json|ya?ml)$/.test(file);
    const literals = isData ? dataLiterals(file, text) : moduleLiterals(syntaxTree(text, morph), morph);
    for (const literal of literals)
      for (const substitution of becoming) {
        if (literal.value !== substitution.from) continue;
        const isFound = located.exact && located.place.file === file && located.span?.start === literal.start;
        const distance = Math.min(
          ...calls.filter((site) => site.file === file).map(({ line }) => Math.abs(lineOf(text, literal.start) - line)),
        );
        ranked.push({
          ...candidate(file, literal, substitution, isData),
          rank: [isFound ? 0 : 1, literal.keys.at(-1) === name ? 0 : 1, steps, Number.isFinite(distance) ? distance : 0, literal.start],
        });
      }
  }
  return ranked.sort((left, right) => compare(left.rank, right.rank));
}

function candidate(file: string, literal: Literal, { to }: Substitution, isData: boolean): Candidate {
  const { start, end, written } = literal;
  const text = isData ? spellInData(to, written) : spellInModule(to, written);
  return { edit: { file, start, end, text }, literal, value: to, isData };
}

/** Whether parsing is worth it: what a text holds is written in it, but for escapes and other spellings of numbers. */
function mayHold(text: string, value: Scalar): boolean {
  return typeof value === "number" ? /\d/.test(text) : text.includes(String(value)) || text.includes("\\");
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

function compare(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((number, at) => number !== right[at]);
  return index < 0 ? 0 : (left[index] ?? 0) < (right[index] ?? 0) ? -1 : 1;
}
