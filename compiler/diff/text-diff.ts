/** Differences of texts, line by line, as `diff -u` shows them. */

export interface TextDiffOptions {
  /** Unchanged lines around each change; default 3. */
  readonly context?: number;
}

interface Edit {
  readonly sign: " " | "-" | "+";
  readonly line: string;
}

/** Lines of a unified difference, without file headers; none where the texts are the same. */
export function textDiff(before: string, after: string, { context = 3 }: TextDiffOptions = {}): readonly string[] {
  if (before === after) return [];
  const edits = lineEdits(linesOf(before), linesOf(after));
  return hunks(edits, context);
}

function linesOf(text: string): readonly string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  else lines[lines.length - 1] += "\n\\ No newline at end of file";
  return lines;
}

function lineEdits(before: readonly string[], after: readonly string[]): readonly Edit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const kept = (lines: readonly string[]): readonly Edit[] => lines.map((line) => ({ sign: " ", line }));
  return [
    ...kept(before.slice(0, start)),
    ...middleEdits(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...kept(before.slice(before.length - end)),
  ];
}

/** Above this many edits the shortest way is not worth its memory: all old lines go, all new ones come. */
const mostEdits = 600;

/** The shortest way from one list to the other (Myers 1986, "An O(ND) Difference Algorithm"), removals first. */
function middleEdits(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const limit = Math.min(before.length + after.length, mostEdits);
  const reach = new Map<number, number>([[1, 0]]);
  const trace: ReadonlyMap<number, number>[] = [];
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(new Map(reach));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = comesFromAbove(reach, diagonal, edits) ? (reach.get(diagonal + 1) ?? 0) : (reach.get(diagonal - 1) ?? 0) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(before, after, trace);
    }
  }
  return [...before.map((line): Edit => ({ sign: "-", line })), ...after.map((line): Edit => ({ sign: "+", line }))];
}

function comesFromAbove(reach: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  return diagonal === -edits || (diagonal !== edits && (reach.get(diagonal - 1) ?? -1) < (reach.get(diagonal + 1) ?? -1));
}

function walkBack(before: readonly string[], after: readonly string[], trace: readonly ReadonlyMap<number, number>[]): readonly Edit[] {
  const edits: Edit[] = [];
  let x = before.length;
  let y = after.length;
  for (let step = trace.length - 1; step >= 0; step--) {
    const reach = trace[step] ?? new Map<number, number>();
    const diagonal = x - y;
    const from = comesFromAbove(reach, diagonal, step) ? diagonal + 1 : diagonal - 1;
    const fromX = step === 0 ? 0 : (reach.get(from) ?? 0);
    const fromY = step === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY) {
      x--;
      y--;
      edits.push({ sign: " ", line: before[x] ?? "" });
    }
    if (step > 0) edits.push(x === fromX ? { sign: "+", line: after[--y] ?? "" } : { sign: "-", line: before[--x] ?? "" });
  }
  return edits.reverse();
}

function hunks(edits: readonly Edit[], context: number): readonly string[] {
  const lines: string[] = [];
  const changed = edits.flatMap(({ sign }, index) => (sign === " " ? [] : [index]));
  let next = 0;
  let [oldLine, newLine, at] = [1, 1, 0];
  while (next < changed.length) {
    const start = Math.max(at, (changed[next] ?? 0) - context);
    let last = next;
    while (last + 1 < changed.length && (changed[last + 1] ?? 0) - (changed[last] ?? 0) <= 2 * context + 1) last++;
    const end = Math.min(edits.length, (changed[last] ?? 0) + context + 1);
    // Lines between two hunks are unchanged, so both sides move alike.
    oldLine += start - at;
    newLine += start - at;
    const part = edits.slice(start, end);
    const [olds, news] = [part.filter(({ sign }) => sign !== "+").length, part.filter(({ sign }) => sign !== "-").length];
    lines.push(
      `@@ -${range(oldLine, olds)} +${range(newLine, news)} @@`,
      ...part.flatMap(({ sign, line }) => `${sign}${line}`.split(/\n(?=\\)/)),
    );
    oldLine += olds;
    newLine += news;
    at = end;
    next = last + 1;
  }
  return lines;
}

/** As `diff -u` has it: no count for one line, and the line before where there is none. */
function range(start: number, count: number): string {
  if (count === 1) return String(start);
  return `${count === 0 ? start - 1 : start},${count}`;
}
