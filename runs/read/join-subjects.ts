import type { Outcome, Subject } from "./observation.ts";

/** Subjects of one id as one: an object and the events about it, or one object seen twice. Order of first sight. */
export function joinSubjects(subjects: readonly Subject[]): readonly Subject[] {
  const joined = new Map<string, Subject>();
  for (const subject of subjects) {
    const before = joined.get(subject.id);
    joined.set(subject.id, before === undefined ? subject : join(before, subject));
  }
  return [...joined.values()];
}

function join(one: Subject, other: Subject): Subject {
  const known = (a: string | null, b: string | null): string | null => a ?? b;
  return {
    id: one.id,
    name: one.name,
    outcome: outcomeOf(one.outcome, other.outcome),
    facts: [...one.facts, ...other.facts],
    origin: {
      flow: known(one.origin.flow, other.origin.flow),
      step: known(one.origin.step, other.origin.step),
      source: known(one.origin.source, other.origin.source),
      program: known(one.origin.program, other.origin.program),
    },
    asked: { ...other.asked, ...one.asked },
    measured: { ...other.measured, ...one.measured },
    logs: [...one.logs, ...other.logs],
  };
}

/** What is said of the end goes before what was said on the way. */
function outcomeOf(one: Outcome, other: Outcome): Outcome {
  for (const outcome of ["succeeded", "failed", "running"] as const) if (one === outcome || other === outcome) return outcome;
  return "unknown";
}
