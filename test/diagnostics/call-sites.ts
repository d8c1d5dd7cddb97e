/** Runs a definition's text, and gives back where V8 says that its words were called: innermost call first, at most two. */
import module from "node:module";
import vm from "node:vm";
import type { Site } from "../../schema/record.ts";

export interface Recorded {
  readonly name: unknown;
  readonly calls: readonly Site[];
}

/**
 * `text` is a script (no import or export) in which `word`, `words.word` and `words.list[0]` record
 *
 * Functions among the arguments of a word are called.
 */
export function callSites(text: string, file = "flows/case.flow.ts"): readonly Recorded[] {
  const recorded: Recorded[] = [];
  const word = (...given: readonly unknown[]): unknown => {
    recorded.push({ name: given[0], calls: sitesIn(file) });
    for (const argument of given.slice(1)) if (typeof argument === "function") argument(words);
    return words;
  };
  const words = { word, list: [word] };
  const script = module.stripTypeScriptTypes(text.replace(/^\ufeff/, ""));
  vm.runInNewContext(script, { word, words }, { filename: file });
  return recorded;
}

function sitesIn(file: string): readonly Site[] {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (_, frames) => frames;
  const frames = new Error().stack as unknown as readonly NodeJS.CallSite[];
  Error.prepareStackTrace = before;
  return frames
    .filter((frame) => frame.getFileName() === file)
    .slice(0, 2)
    .map((frame) => ({ file, line: frame.getLineNumber() ?? 0, column: frame.getColumnNumber() ?? 0 }));
}
