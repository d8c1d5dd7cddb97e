import { withoutEscapes } from "../text/normalise.ts";
import { neutralise } from "./neutralise.ts";
import { secretKinds } from "./secrets.ts";

const longest = 300;
/** A line is cut before it is searched, well behind what is shown, so that a secret at the cut is still whole. */
const searched = 4000;

/** The text with each secret replaced by its kind in brackets: "[github token]". */
export function redact(text: string): string {
  let safe = text;
  for (const { name, pattern, keeps } of secretKinds) safe = safe.replace(pattern, (found) => `${keeps?.(found) ?? ""}[${name}]`);
  return safe;
}

/** A line of a log as it may be printed, stored or sent: without secrets, harmless, at most 300 characters. */
export function safeLine(line: string): string {
  const safe = neutralise(redact(withoutEscapes(line).slice(0, searched))).trim();
  return safe.length <= longest ? safe : `${safe.slice(0, longest - 1).toWellFormed()}…`;
}
