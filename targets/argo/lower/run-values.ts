/** What is known everywhere in a run: the run itself and, in the outermost flow, its parameters. */
import type { Flow } from "../../../compiler/program.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { expressionKey } from "../../expression-key.ts";
import { quoted, variable } from "./expr-text.ts";
import { fromVariable, type Rendered, render, textOf } from "./render.ts";
import type { FlowSchedules } from "./schedule-params.ts";

/** When the run was due; a manual run has no scheduled time, and counts from its creation. */
const due = "date(workflow.scheduledTime ?? workflow.creationTimestamp.RFC3339)";

/** What gives a value of the run, or a parameter of the outermost flow. */
export function knownEverywhere(flow: Flow, schedules: FlowSchedules): (expression: Expression) => Rendered | undefined {
  const params = new Map<string, Rendered>();
  return (expression) => {
    if (expression.op !== "param") return runValue(expression, schedules);
    const { name } = expression;
    const value = params.get(name) ?? paramValue(name, flow, schedules);
    params.set(name, value);
    return value;
  };
}

/** A value of the run. */
export function runValue(expression: Expression, schedules: FlowSchedules): Rendered | undefined {
  if (expression.op !== "run") return undefined;
  switch (expression.field) {
    case "id":
      // No dollars, no braces: a name of Kubernetes.
      return fromVariable(["workflow", "name"], { type: "string", format: "uuid" });
    case "scheduledAt":
      return { type: { type: "string", format: "datetime" }, form: "text", source: scheduledAt() };
    case "scheduledDate":
      return { type: { type: "string", format: "date" }, form: "text", source: scheduledDate(schedules) };
    case "attempt":
      return undefined;
  }
}

function scheduledAt(): string {
  return `${due}.UTC().Format('2006-01-02T15:04:05Z07:00')`;
}

/** The day in the schedule's zone; the CronWorkflow says which zone where there may be several. */
function scheduledDate({ hidden: { timezone } }: FlowSchedules, zone?: string): string {
  const named = zone !== undefined ? quoted(zone) : timezone === undefined ? "'UTC'" : variable(["workflow", "parameters", timezone]);
  return `${due}.In(timezone(${named})).Format('2006-01-02')`;
}

function paramValue(name: string, flow: Flow, schedules: FlowSchedules): Rendered {
  const type = flow.params[name]?.type ?? { type: "unknown" };
  const plain = fromVariable(["workflow", "parameters", name], type);
  const computed = schedules.computed.filter(({ param }) => param === name);
  const { schedule } = schedules.hidden;
  if (computed.length === 0 || schedule === undefined) return plain;
  const by = variable(["workflow", "parameters", schedule]);
  const source = computed.reduce((other, { scheduleName, text, timezone }) => {
    const scope = {
      values: new Map<string, Rendered>([
        [expressionKey({ op: "run", field: "scheduledAt" }), { type: { type: "string" }, form: "text", source: scheduledAt() }],
        [
          expressionKey({ op: "run", field: "scheduledDate" }),
          { type: { type: "string" }, form: "text", source: scheduledDate(schedules, timezone) },
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
