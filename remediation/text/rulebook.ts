import type { Rung } from "../../runs/read/observation.ts";
import { textRules } from "../rules/index.ts";
import type { TextRule } from "../rules/rule.ts";
import { type Automaton, automatonOf } from "./automaton.ts";
import type { LogLine } from "./digest.ts";
import { normalise } from "./normalise.ts";
import { matches, type Pattern, patternOf } from "./pattern.ts";

/** A rule that a line keeps. */
export interface Hit {
  readonly rule: TextRule;
  /** Which pattern of the rule. */
  readonly says: string;
  readonly line: LogLine;
  /** Who wrote the line. */
  readonly rung: Rung;
}

/** All rules, made ready to be looked for at once. */
export interface Rulebook {
  readonly automaton: Automaton;
  /** What a log's lines hit, in order of the lines; each rule at most once a line. A log is the workload's own text. */
  readonly hits: (lines: readonly LogLine[]) => readonly Hit[];
}

/** Words of lines that may tell why something failed, though no rule knows them: the model reads those. */
export const tellingWords: readonly string[] = [
  "error",
  "exception",
  "failed",
  "failure",
  "fatal",
  "traceback",
  "killed",
  "denied",
  "cannot ",
  "unable to",
  "timed out",
  "timeout",
  "exit code",
  "exit status",
  "warning",
  "succeeded",
  "aborted",
];

interface Entry {
  readonly rule: TextRule;
  readonly says: string;
  readonly pattern: Pattern;
}

export function rulebookOf(rules: readonly TextRule[] = textRules): Rulebook {
  const entries: readonly Entry[] = rules.flatMap((rule) => rule.says.map((says) => ({ rule, says, pattern: patternOf(says) })));
  const companions = [...new Set(rules.flatMap(({ along, notAlong }) => [...along, ...notAlong]))];
  const texts = [...entries.map(({ pattern }) => pattern.anchor), ...companions, ...tellingWords];
  const automaton = automatonOf(texts);
  const firstCompanion = entries.length;

  function hits(lines: readonly LogLine[]): readonly Hit[] {
    const present = new Set<string>();
    const found: Hit[] = [];
    for (const line of lines) {
      const text = normalise(line.text);
      const hitRules = new Set<TextRule>();
      for (const index of textsIn(automaton, text)) {
        const entry = entries[index];
        if (entry === undefined) {
          const companion = companions[index - firstCompanion];
          if (companion !== undefined) present.add(companion);
        } else if (!hitRules.has(entry.rule) && matches(entry.pattern, text) && !entry.rule.unless.some((word) => text.includes(word))) {
          hitRules.add(entry.rule);
          found.push({ rule: entry.rule, says: entry.says, line, rung: "workload" });
        }
      }
    }
    return found.filter(
      ({ rule }) =>
        (rule.along.length === 0 || rule.along.some((word) => present.has(word))) && !rule.notAlong.some((word) => present.has(word)),
    );
  }

  return { automaton, hits };
}

/** Which texts stand in a line that was normalised; each once. */
function textsIn({ next, kinds, ends, isEnd }: Automaton, text: string): ReadonlySet<number> {
  const found = new Set<number>();
  let state = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    state = next[(state << 6) | (unit > 255 ? 0 : (kinds[unit] as number))] as number;
    if (isEnd[state] === 1) for (const end of ends[state] ?? []) found.add(end);
  }
  return found;
}
