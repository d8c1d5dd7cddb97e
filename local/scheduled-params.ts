import type { Flow, Schedule } from "../compiler/program.ts";
import { dayIn } from "../compiler/schedules/day-in.ts";
import { valueOfText } from "../compiler/values/check-value.ts";
import type { Expression } from "../schema/values/expression.ts";
import { evaluateText, type Known } from "./evaluate-expression.ts";
import { momentOf } from "./run-times.ts";
import type { Values } from "./scheduler/scope.ts";

/** The parameters that a schedule gives to a run that is due at `at`. */
export function scheduledParams({ params }: Flow, schedule: Schedule, at: number): Values {
  const moments: Partial<Record<string, string>> = { scheduledAt: momentOf(at), scheduledDate: dayIn(at, schedule.timezone) };
  const known = { run: (field: string) => moments[field] } as Partial<Known> as Known;
  const values: { [param: string]: Values[string] } = {};
  for (const [param, text] of Object.entries(schedule.params)) {
    const type = params[param]?.type;
    if (type === undefined) continue;
    const checked = valueOfText(evaluateText(text as string | Expression, known), type);
    if ("problem" in checked) throw new Error(`The schedule gives parameter "${param}" a value that ${checked.problem}.`);
    values[param] = checked.value;
  }
  return values;
}
