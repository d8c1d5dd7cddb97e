/**
 * Parameters that a schedule computes
 *
 * A CronWorkflow's arguments are plain text: Argo would put an expression in them into the run's parameters as it stands, where other expressions then compare with
 * it. So the CronWorkflow only says which schedule it is, and the expression stands where the parameter is used.
 */
import { createHash } from "node:crypto";
import type { Flow, Schedule } from "../../../compiler/program.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { visitExpressions } from "../../visit-expressions.ts";

export interface ScheduleGroup {
  /** Stable when schedules are added, removed or put in another order. */
  readonly name: string;
  readonly crons: readonly string[];
  readonly timezone: string;
  readonly concurrency: Schedule["concurrency"];
  readonly params: Schedule["params"];
}

/** What the schedules of a flow come to. */
export interface FlowSchedules {
  /** One CronWorkflow each. */
  readonly groups: readonly ScheduleGroup[];
  readonly computed: readonly ComputedParam[];
  /** Parameters of the workflow that the definition does not know: by which schedule a run was started, and that schedule's zone. */
  readonly hidden: { readonly schedule?: string; readonly timezone?: string };
}

/** Works out once what the templates of a flow ask for again and again. */
export function schedulesOf(flow: Flow): FlowSchedules {
  const groups = scheduleGroups(flow);
  const computed = computedParams(groups);
  return {
    groups,
    computed,
    hidden: {
      ...(computed.length > 0 && { schedule: "millwright-schedule" }),
      ...(flow.schedules.length > 0 && usesScheduledDate(flow) && { timezone: "millwright-timezone" }),
    },
  };
}

/** The schedules of a flow that differ in nothing but their times are one CronWorkflow. */
function scheduleGroups({ schedules }: Flow): readonly ScheduleGroup[] {
  const groups = new Map<string, Schedule[]>();
  for (const schedule of schedules) {
    const { timezone, concurrency, params } = schedule;
    const key = JSON.stringify([timezone, concurrency, Object.entries(params).sort()]);
    groups.set(key, [...(groups.get(key) ?? []), schedule]);
  }
  return [...groups].flatMap(([key, [first, ...more]]) =>
    first === undefined
      ? []
      : [
          {
            name: groups.size === 1 ? "" : createHash("sha256").update(key).digest("hex").slice(0, 6),
            crons: [...new Set([first, ...more].map(({ cron }) => cron))].sort(),
            timezone: first.timezone,
            concurrency: first.concurrency,
            params: first.params,
          },
        ],
  );
}

interface ComputedParam {
  readonly param: string;
  /** What the CronWorkflow calls itself in the hidden parameter. */
  readonly scheduleName: string;
  readonly text: Expression;
  readonly timezone: string;
}

/** The parameters that schedules compute from the time at which a run was due. */
function computedParams(groups: readonly ScheduleGroup[]): readonly ComputedParam[] {
  return groups.flatMap(({ name, params, timezone }) =>
    Object.entries(params).flatMap(([param, text]) =>
      typeof text === "object" && text.op !== "literal" ? [{ param, scheduleName: name || "schedule", text, timezone }] : [],
    ),
  );
}

function usesScheduledDate({ nodes }: Flow): boolean {
  let uses = false;
  visitExpressions(nodes, (expression) => {
    if (expression.op === "run" && expression.field === "scheduledDate") uses = true;
  });
  return uses;
}
