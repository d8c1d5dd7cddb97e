import type { Anchor } from "../../../compiler/diagnostics/diagnostic.ts";
import type { Flow } from "../../../compiler/program.ts";
import { ofDefinition } from "../../../compiler/rules/rule.ts";
import { ofSchedule } from "../../../compiler/rules/walk/of-schedule.ts";
import type { Json } from "../../../schema/record.ts";

interface ParameterText {
  readonly text: string;
  readonly at: Anchor;
  /** How a message begins: `The default of parameter "day"`. */
  readonly what: string;
}

/** What a definition itself gives to the parameters of its runs: defaults, and what schedules give that is known now. */
export function* parameterTexts(flow: Flow): Iterable<ParameterText> {
  for (const [name, { default: value }] of Object.entries(flow.params))
    if (value !== undefined)
      yield { text: textOf(value), at: ofDefinition(flow, "params", name), what: `The default of parameter "${name}"` };
  for (const [index, { params }] of flow.schedules.entries())
    for (const [name, value] of Object.entries(params)) {
      const known = typeof value === "string" ? value : value.op === "literal" ? textOf(value.value) : undefined;
      if (known !== undefined)
        yield { text: known, at: ofSchedule(flow, index, "params", name), what: `What a schedule gives to parameter "${name}"` };
    }
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
