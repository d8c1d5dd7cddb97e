import { badOption } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

/** Flags of the form NAME=VALUE, the last of a name counts. Throws cli/bad-option. */
export function readPairs(
  option: string,
  texts: readonly string[] = [],
  name = /^[^=]+$/,
  expected = "NAME=VALUE",
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const text of texts) {
    const at = text.indexOf("=");
    const key = text.slice(0, Math.max(at, 0));
    // The value may be a secret: only what stands before it is shown.
    if (at <= 0 || !name.test(key))
      throw new UsageError(badOption.at(null, { option, found: at < 0 ? "a text without =" : `${key}=…`, expected }));
    pairs.set(key, text.slice(at + 1));
  }
  return pairs;
}
