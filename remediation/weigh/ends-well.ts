import type { LogLine } from "../text/digest.ts";
import { isForeign } from "../text/foreign.ts";
import { normalise } from "../text/normalise.ts";
import type { Hit } from "../text/rulebook.ts";

/** What says that a whole run succeeded, not one of its parts. */
const successes: readonly string[] = [
  "running -> succeeded",
  "final app status: succeeded",
  "final applicationstatus: succeeded",
  "final status: succeeded",
  "finalstatus=succeeded",
  "process finished with exit code 0",
  "process exited with code 0",
  "task exited with return code 0",
  "marking task as success",
  "job succeeded",
  "job status: succeeded",
  "run succeeded",
  "workflow succeeded",
  "pipeline succeeded",
  "training completed successfully",
  "job completed successfully",
  "build succeeded",
];

/** The line that says that it went well in the end, where nothing bad comes after it. */
export function endsWell(lines: readonly LogLine[], hits: readonly Hit[]): LogLine | undefined {
  const last = lines.findLast(({ text }) => !isForeign(text) && says(text));
  const isOver = last !== undefined && hits.every(({ rule, line }) => rule.strength === 1 || line.number < last.number);
  return isOver ? last : undefined;
}

function says(text: string): boolean {
  const plain = normalise(text.slice(0, 1000));
  return successes.some((success) => plain.includes(success));
}
