/** The CronWorkflows of a flow: one for all schedules that differ in nothing but their times. */
import type { Flow } from "../../../compiler/program.ts";
import { textOf } from "../../../compiler/values/check-value.ts";
import type { CronWorkflow } from "../schema.ts";
import type { Lowering } from "./lowering.ts";
import { metadata } from "./metadata.ts";
import type { ScheduleGroup } from "./schedule-params.ts";

const policies = { allow: "Allow", forbid: "Forbid", replace: "Replace" } as const;

export function cronWorkflows(lowering: Lowering): readonly CronWorkflow[] {
  const { flow } = lowering.plan;
  const { groups, hidden } = lowering.schedules;
  const name = `${lowering.context.environment.namePrefix}${flow.name}`;
  return groups.map((group): CronWorkflow => {
    const parameters = [
      ...Object.entries(group.params).map(([param, text]) => ({ name: param, value: argumentText(text) })),
      ...(hidden.schedule === undefined ? [] : [{ name: hidden.schedule, value: group.name || "schedule" }]),
      ...(hidden.timezone === undefined ? [] : [{ name: hidden.timezone, value: group.timezone }]),
    ];
    return {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "CronWorkflow",
      metadata: metadata(lowering, {
        suffix: group.name === "" ? "" : `-${group.name}`,
        wave: "1",
        description:
          group.name === "" ? flow.description : [flow.description, saidOf(group)].filter((part) => part !== undefined).join("\n\n"),
      }),
      spec: {
        schedules: group.crons,
        timezone: group.timezone,
        concurrencyPolicy: policies[group.concurrency],
        workflowSpec: {
          ...(flow.priority !== undefined && { priority: flow.priority }),
          ...(parameters.length > 0 && { arguments: { parameters } }),
          workflowTemplateRef: { name },
        },
      },
    };
  });
}

/** Which of several schedules a CronWorkflow is, for people: its name only says that it is another. Argo's pages read Markdown. */
function saidOf({ crons, timezone, params }: ScheduleGroup): string {
  const given = Object.entries(params).map(([name, text]) =>
    typeof text === "string" || text.op === "literal"
      ? `${name} = \`${shortened(argumentText(text))}\``
      : `${name} computed from the time it is due`,
  );
  const times = crons.map((cron) => `\`${cron}\``).join(", ");
  return `Runs at ${times} (${timezone})${given.length === 0 ? "" : `, with ${given.join(", ")}`}.`;
}

function shortened(text: string): string {
  const line = text.replace(/[`\s]+/g, " ");
  return line.length <= 60 ? line : `${[...line].slice(0, 60).join("")}…`;
}

/** The argument of a scheduled run; what is computed from the time stands where the parameter is used, and the argument is empty. */
function argumentText(text: Flow["schedules"][number]["params"][string]): string {
  if (typeof text === "string") return text;
  return text.op === "literal" ? textOf(text.value) : "";
}
