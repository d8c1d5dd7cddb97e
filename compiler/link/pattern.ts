import { Script } from "node:vm";

const mostMilliseconds = 500;

/**
 * Whether a text matches a pattern of a definition; undefined where that takes too long to find out
 *
 * Patterns are the user's: some take exponential time. The engine of the pattern is stopped after half a second.
 */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
  const source = `new RegExp(${JSON.stringify(pattern)}).test(${JSON.stringify(text)})`;
  try {
    return new Script(source).runInThisContext({ timeout: mostMilliseconds }) === true;
  } catch {
    return undefined;
  }
}
