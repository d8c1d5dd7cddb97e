import { escapeControl } from "../../compiler/text/escape-control.ts";
import { withoutEscapes } from "../text/normalise.ts";

/**
 * A line that does nothing wherever it is shown: in a terminal, a comment of a forge, a log of CI.
 *
 * No escapes, no characters that cannot be seen, no command of a CI system, no mention, reference, tag or fence.
 */
export function neutralise(line: string): string {
  return escapeControl(withoutEscapes(line))
    .replace(/::/g, ": :")
    .replace(/##(?=\[|vso)/g, "# #")
    .replace(/\[(skip|no)[ _-](ci|actions|cd|checks)\]/gi, "[$1·$2]")
    .replace(/\[(ci|actions)[ _-](skip|off)\]/gi, "[$1·$2]")
    .replace(/(^|[^A-Za-z0-9_])@(?=[A-Za-z0-9])/g, "$1@ ")
    .replace(/(^|[^A-Za-z0-9&])#(?=\d)/g, "$1# ")
    .replace(/\bGH-(?=\d)/g, "GH- ")
    .replace(/`/g, "'")
    .replace(/<(?=[A-Za-z!/?])/g, "‹")
    .replace(/\]\(/g, "] (")
    .replace(/!\[/g, "! [");
}
