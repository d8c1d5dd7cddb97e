/** A pattern, taken apart at its `*`. */
export interface Pattern {
  readonly pieces: readonly string[];
  /** The longest piece: a line without it cannot match. */
  readonly anchor: string;
}

export function patternOf(text: string): Pattern {
  // Spaces beside a gap are part of the gap: "secret * not found" matches "secret: not found", too.
  const pieces = text.includes("*")
    ? text
        .split("*")
        .map((piece) => piece.trim())
        .filter((piece) => piece !== "")
    : [text];
  return { pieces, anchor: pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), "") };
}

/** Whether the pieces stand in the line, in order. The leftmost place of each piece is the best one, so nothing is tried twice. */
export function matches({ pieces }: Pattern, line: string): boolean {
  let from = 0;
  for (const piece of pieces) {
    const found = line.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return true;
}
