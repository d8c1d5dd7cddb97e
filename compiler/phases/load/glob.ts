/**
 * Patterns of files
 *
 * `*` stands for any letters but "/", `?` for one of them, `**` for any folders, `{a,b}` for either. The time is bounded by the lengths: a pattern comes from a
 * pull request too.
 */

/** Makes the test for one pattern. Paths have "/" and no leading "./". */
export function matchGlob(pattern: string): (file: string) => boolean {
  const alternatives = expandBraces(pattern.replace(/^\.\//, "")).map((one) => one.split("/"));
  return (file) => {
    const parts = file.split("/");
    return alternatives.some((segments) => matchSegments(segments, parts));
  };
}

/** The folder below which everything that a pattern matches lies; "" for the root. */
export function fixedFolder(pattern: string): string {
  const segments = pattern.replace(/^\.\//, "").split("/").slice(0, -1);
  const open = segments.findIndex((segment) => /[*?{]/.test(segment));
  return segments.slice(0, open < 0 ? undefined : open).join("/");
}

const mostAlternatives = 100;

function expandBraces(pattern: string): readonly string[] {
  let open = [pattern];
  for (;;) {
    const next = open.flatMap((one) => {
      const [whole, inner] = /\{([^{}]*)\}/.exec(one) ?? [];
      return whole === undefined || inner === undefined ? [one] : inner.split(",").map((choice) => one.replace(whole, () => choice));
    });
    if (next.length === open.length || next.length > mostAlternatives) return next.slice(0, mostAlternatives);
    open = next;
  }
}

/** Row by row: which prefixes of the path the segments so far can match. */
function matchSegments(segments: readonly string[], parts: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const segment of segments) {
    const next = new Set<number>();
    for (const position of reached) {
      if (segment === "**") for (let after = position; after <= parts.length; after++) next.add(after);
      else if (position < parts.length && matchName(segment, parts[position] ?? "")) next.add(position + 1);
    }
    reached = next;
  }
  return reached.has(parts.length);
}

/** The last star is tried again with one letter more whenever the rest does not fit. */
function matchName(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let taken = 0;
  for (let letter = 0; letter < name.length; ) {
    if (pattern[at] === "*") {
      star = at++;
      taken = letter;
    } else if (pattern[at] === "?" || (at < pattern.length && pattern[at] === name[letter])) {
      at++;
      letter++;
    } else if (star >= 0) {
      at = star + 1;
      letter = ++taken;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
