/** Throws `Broken` where our own reasoning failed: a bug of ours, never a mistake of the user. */
export function invariant(holds: unknown, claim: string): asserts holds {
  if (!holds) throw new Broken(claim);
}

export class Broken extends Error {
  constructor(claim: string) {
    super(`Millwright broke its own rule: ${claim}`);
    this.name = "Broken";
  }
}
