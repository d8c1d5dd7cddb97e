/** The name in JavaScript's own words for a use before the declaration, or undefined for any other error. */
export function nameUsedBefore(error: string): string | undefined {
  return /Cannot access '([^']{1,200})' before initialization/.exec(error)?.[1];
}
