/**
 * Parameters that a schedule computes
 *
 * A CronWorkflow's arguments are plain text: Argo would put an expression in them into the run's parameters as it stands, where other expressions then compare with
 * it. So the CronWorkflow only says which schedule it is, and the expression stands where the parameter is used.
 */
import { createHash } from "node:crypto";
import type { Flow, Schedule } from "../../../compiler/program.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { expressionsIn } from "./lowering.ts";

export interface ScheduleGroup {
  /** Stable when schedules are added, removed or put in another order. */
  readonly name: string;
  readonly crons: readonly string[];
  readonly timezone: string;
  readonly concurrency: Schedule["concurrency"];
  readonly params: Schedule["params"];
}

/** The schedules of a flow that differ in nothing but their times are one CronWorkflow. */
export function scheduleGroups({ schedules }: Flow): readonly ScheduleGroup[] {
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

export interface ComputedParam {
  readonly param: string;
  /** What the CronWorkflow calls itself in the hidden parameter. */
  readonly scheduleName: string;
  readonly text: Expression;
  readonly timezone: string;
}

/** The parameters that schedules compute from the time at which a run was due. */
function computedParams(flow: Flow): readonly ComputedParam[] {
  return scheduleGroups(flow).flatMap(({ name, params, timezone }) =>
    Object.entries(params).flatMap(([param, text]) =>
      typeof text === "object" && text.op !== "literal" ? [{ param, scheduleName: name || "schedule", text, timezone }] : [],
    ),
  );
}

/** Parameters of the workflow that the definition does not know: by which schedule a run was started, and that schedule's zone. */
export interface HiddenParameters {
  readonly schedule?: string;
  readonly timezone?: string;
  readonly computed: readonly ComputedParam[];
}

export function hiddenParameters(flow: Flow): HiddenParameters {
  const computed = computedParams(flow);
  const dated = flow.schedules.length > 0 && expressionsIn(flow.nodes).some((use) => use.op === "run" && use.field === "scheduledDate");
  return {
    ...(computed.length > 0 && { schedule: "millwright-schedule" }),
    ...(dated && { timezone: "millwright-timezone" }),
    computed,
  };
}
