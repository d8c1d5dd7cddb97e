/** Freezes plain data with all that is in it, and gives it back. What is frozen already was frozen with all that is in it. */
export function freezeDeeply<T>(value: T): T {
  if (typeof value === "object" && value !== null) freezeObject(value);
  return value;
}

function freezeObject(value: object): void {
  if (Object.isFrozen(value)) return;
  Object.freeze(value);
  // Plain data has no inherited members; a loop over names makes no list of them.
  for (const name in value) {
    const member: unknown = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof member === "object" && member !== null) freezeObject(member);
  }
}
