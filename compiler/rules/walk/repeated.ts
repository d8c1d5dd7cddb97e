/** Positions of the members that stand in the list before, in order. */
export function repeated(members: readonly string[]): readonly number[] {
  const seen = new Set<string>();
  return [...members.keys()].filter((index) => {
    const member = members[index] ?? "";
    return seen.size === seen.add(member).size;
  });
}
