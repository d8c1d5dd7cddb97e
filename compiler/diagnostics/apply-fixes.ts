import type { LocatedDiagnostic, LocatedEdit, LocatedFix } from "./located-diagnostic.ts";

/**
 * New texts of the files that safe fixes change
 *
 * A fix is applied whole or not at all: not where one of its edits meets another fix's. Texts that may serve other definitions (a constant,
 * a helper, a loop) are never safe. What was left out is found again by the next check. The first safe fix of a finding is taken; silenced
 * findings stay.
 */
export function applyFixes(found: readonly LocatedDiagnostic[], sources: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const taken = new Map<string, LocatedEdit[]>();
  for (const { edits } of safeFixes(found)) {
    const added = edits.filter((edit) => !(taken.get(edit.file) ?? []).some((other) => isSame(edit, other)));
    const fits = added.every((edit) => isInside(edit, sources) && !(taken.get(edit.file) ?? []).some((other) => isMeeting(edit, other)));
    if (!fits) continue;
    for (const edit of added) taken.set(edit.file, [...(taken.get(edit.file) ?? []), edit]);
  }
  const changed = new Map<string, string>();
  for (const [file, edits] of taken) {
    const before = sources.get(file) ?? "";
    const after = spliced(before, edits);
    if (after !== before) changed.set(file, after);
  }
  return changed;
}

/** Without those that disagree: where two findings would write different texts over the same span, neither is safe. */
function safeFixes(found: readonly LocatedDiagnostic[]): readonly LocatedFix[] {
  const fixes = found
    .filter(({ suppression }) => suppression === undefined)
    .map(({ fixes: offered }) => offered.find(({ safety }) => safety === "safe"))
    .filter((fix) => fix !== undefined)
    .filter(({ edits }) => edits.every((edit, index) => !edits.slice(index + 1).some((other) => isMeeting(edit, other))));
  const texts = new Map<string, Set<string>>();
  for (const edit of fixes.flatMap(({ edits }) => edits)) {
    const span = spanKey(edit);
    texts.set(span, (texts.get(span) ?? new Set()).add(edit.text));
  }
  return fixes.filter(({ edits }) => edits.every((edit) => texts.get(spanKey(edit))?.size === 1));
}

function spanKey({ file, start, end }: LocatedEdit): string {
  return JSON.stringify([file, start, end]);
}

function isSame(left: LocatedEdit, right: LocatedEdit): boolean {
  return left.start === right.start && left.end === right.end && left.text === right.text;
}

/** Edits that only touch may swap their order, so they count as meeting. */
function isMeeting(left: LocatedEdit, right: LocatedEdit): boolean {
  return left.file === right.file && left.start <= right.end && right.start <= left.end;
}

function isInside({ file, start, end }: LocatedEdit, sources: ReadonlyMap<string, string>): boolean {
  const length = sources.get(file)?.length;
  return length !== undefined && 0 <= start && start <= end && end <= length;
}

function spliced(text: string, edits: readonly LocatedEdit[]): string {
  let after = "";
  let from = 0;
  for (const { start, end, text: added } of edits.toSorted((left, right) => left.start - right.start)) {
    after += text.slice(from, start) + added;
    from = end;
  }
  return after + text.slice(from);
}
