/**
 * Values of the run
 *
 * They are parameters of the workflow: inside a loop, what Maestro says of the instance is said of the iteration. Each is there only where the flow uses it.
 */
import { createHash } from "node:crypto";
import type { RunField } from "../../../schema/values/expression.ts";
import type { Lowering } from "./lowering.ts";
import type { Known } from "./place.ts";
import { parameter, quoted } from "./sel-text.ts";
import { idOfWorkflow } from "./workflow-id.ts";

/** A value of the run; the number of an attempt is the step's own. */
export function runValue(lowering: Lowering, field: Exclude<RunField, "attempt"> | RunField): Known | undefined {
  switch (field) {
    case "id":
      return known(lowering, "run_id", runId(idOfWorkflow(lowering.plan.flow, lowering.context.environment)));
    case "scheduledAt":
      return known(lowering, "scheduled_at", scheduledAt);
    case "scheduledDate":
      return known(lowering, "scheduled_date", scheduledDate);
    case "attempt":
      return undefined;
  }
}

function known(lowering: Lowering, wanted: string, expression: string): Known {
  const name =
    [...lowering.params].find(([, param]) => "expression" in param && param.expression === expression)?.[0] ?? lowering.takeParam(wanted);
  lowering.params.set(name, { expression, type: "STRING" });
  return { type: { type: "string" }, source: parameter(name), place: undefined };
}

/** At most 63 of `[a-z0-9-]`: the numbers of an instance and of its run, each a new one when it is started again, have at most 19 digits. */
function runId(id: string): string {
  const plain = id.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const short =
    plain.length <= 22 && plain === id ? plain : `${plain.slice(0, 15)}-${createHash("sha256").update(id).digest("hex").slice(0, 6)}`;
  return `${quoted(`${short}-`)} + params.getFromInstance('workflow_instance_id') + '-' + params.getFromInstance('workflow_run_id')`;
}

/** When the run was due: the time of the trigger, which Maestro gives as RUN_TS; a manual run's is its start. */
const due = "new DateTime(RUN_TS)";
const isScheduled = "params.getFromInstance('INITIATOR_TYPE') == 'TIME'";

export const scheduledAt = `${due}.withZone(DateTimeZone.forID('UTC')).toString("yyyy-MM-dd'T'HH:mm:ss'Z'")`;

/** The day in the schedule's zone; that of a manual run in UTC. */
export const scheduledDate = `${due}.withZone(DateTimeZone.forID(${isScheduled} ? params.getFromInstance('INITIATOR_TIMEZONE') : 'UTC')).toString('yyyy-MM-dd')`;

/** A value for runs that a schedule starts, another for the rest. */
export function ifScheduled(value: string, other: string): string {
  return `${isScheduled} ? ${value} : ${other}`;
}
