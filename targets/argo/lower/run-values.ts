/** What is known everywhere in a run: the run itself and, in the outermost flow, its parameters. */
import type { Flow } from "../../../compiler/program.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { quoted, variable } from "./expr-text.ts";
import { fromVariable, type Rendered, render, textOf } from "./render.ts";
import type { HiddenParameters } from "./schedule-params.ts";
import { expressionKey } from "./scope.ts";

/** When the run was due; a manual run has no scheduled time, and counts from its creation. */
const due = "date(workflow.scheduledTime ?? workflow.creationTimestamp.RFC3339)";

/** A value of the run, or a parameter of the outermost flow. */
export function known(expression: Expression, flow: Flow, hidden: HiddenParameters): Rendered | undefined {
  return expression.op === "param" ? paramValue(expression.name, flow, hidden) : runValue(expression, hidden);
}

/** A value of the run. */
export function runValue(expression: Expression, hidden: HiddenParameters): Rendered | undefined {
  if (expression.op !== "run") return undefined;
  switch (expression.field) {
    case "id":
      // No dollars, no braces: a name of Kubernetes.
      return fromVariable(["workflow", "name"], { type: "string", format: "uuid" });
    case "scheduledAt":
      return { type: { type: "string", format: "datetime" }, form: "text", source: scheduledAt() };
    case "scheduledDate":
      return { type: { type: "string", format: "date" }, form: "text", source: scheduledDate(hidden) };
    case "attempt":
      return undefined;
  }
}

function scheduledAt(): string {
  return `${due}.UTC().Format('2006-01-02T15:04:05Z07:00')`;
}

/** The day in the schedule's zone; the CronWorkflow says which zone where there may be several. */
function scheduledDate({ timezone }: HiddenParameters, zone?: string): string {
  const named = zone !== undefined ? quoted(zone) : timezone === undefined ? "'UTC'" : variable(["workflow", "parameters", timezone]);
  return `${due}.In(timezone(${named})).Format('2006-01-02')`;
}

function paramValue(name: string, flow: Flow, hidden: HiddenParameters): Rendered {
  const type = flow.params[name]?.type ?? { type: "unknown" };
  const plain = fromVariable(["workflow", "parameters", name], type);
  const computed = hidden.computed.filter(({ param }) => param === name);
  const { schedule } = hidden;
  if (computed.length === 0 || schedule === undefined) return plain;
  const by = variable(["workflow", "parameters", schedule]);
  const source = computed.reduce((other, { scheduleName, text, timezone }) => {
    const scope = {
      values: new Map<string, Rendered>([
        [expressionKey({ op: "run", field: "scheduledAt" }), { type: { type: "string" }, form: "text", source: scheduledAt() }],
        [
          expressionKey({ op: "run", field: "scheduledDate" }),
          { type: { type: "string" }, form: "text", source: scheduledDate(hidden, timezone) },
        ],
      ]),
      artifacts: new Map<string, string>(),
      position: undefined,
      everywhere: () => undefined,
    } as const;
    const value = typeof text === "string" ? quoted(text) : textOf(render(text, scope));
    return `${by} == ${quoted(scheduleName)} ? ${value} : ${other}`;
  }, plain.source);
  return { type, form: "text", source: `(${source})` };
}
