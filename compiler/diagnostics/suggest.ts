/** The known names that are near to an unknown one, nearest first, at most three: within a third of its length, at least one letter. */
export function suggest(unknown: string, known: Iterable<string>): readonly string[] {
  const bound = Math.max(1, Math.floor(unknown.length * 0.34));
  const near: [distance: number, name: string][] = [];
  for (const name of known) {
    if (Math.abs(name.length - unknown.length) > bound) continue;
    const distance = name.toLowerCase() === unknown.toLowerCase() ? 0 : editDistance(unknown, name, bound);
    if (distance <= bound) near.push([distance, name]);
  }
  near.sort(([a, left], [b, right]) => a - b || (left < right ? -1 : 1));
  return near.slice(0, 3).map(([, name]) => name);
}

/** "Did you mean "a" or "b"?" for an unknown name, the known ones where nothing is near, and nothing where there are none. */
export function didYouMean(unknown: string, known: Iterable<string>): string | undefined {
  const all = [...known];
  const near = suggest(unknown, all);
  if (near.length > 0) return `Did you mean ${list(near, "or")}?`;
  if (all.length === 0) return undefined;
  const shown = all.slice(0, 8);
  return `Known: ${list(shown, "and")}${all.length > shown.length ? `, and ${all.length - shown.length} more` : ""}.`;
}

/** The help "Did you mean …?" where a known name is near; else nothing, and the kind's own help stands. */
export function nearHelp(unknown: string, known: Iterable<string>): { readonly help?: string } {
  const near = suggest(unknown, known);
  return near.length === 0 ? {} : { help: `Did you mean ${list(near, "or")}?` };
}

/** `"a", "b" and "c"`. */
export function list(names: readonly string[], joiner: "and" | "or"): string {
  const quoted = names.map((name) => `"${name}"`);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} ${joiner} ${quoted.at(-1)}`;
}

/** Letters inserted, removed, changed or swapped with their neighbour; stops counting above `bound`. */
function editDistance(from: string, to: string, bound: number): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) > bound) return bound + 1;
    before = last;
    last = row;
  }
  return last[to.length] ?? 0;
}
