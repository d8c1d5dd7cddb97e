import { dayIn } from "../../compiler/schedules/day-in.ts";
import type { Engine } from "../engine.ts";
import { unknownDue } from "../server-diagnostics.ts";
import { usesOfRun } from "../uses-of-run.ts";
import { planApply } from "./apply.ts";
import { known, stateOf } from "./runs.ts";
import { cancelCommand, cancelRequest, start, startCommand } from "./submit.ts";

/** A Maestro server, by its API v3. */
export const engine: Engine = {
  // Maestro refuses a request that names nobody.
  headers: (user) => ({ user }),
  planApply,
  startCommand,
  start,
  known,
  stateOf,
  problemOf({ plan, due }) {
    if (due === undefined) return undefined;
    const [day, other] = [due.timezone, "UTC"].map((zone) => dayIn(Date.parse(due.at), zone));
    if (day === other || !usesOfRun(plan, "scheduledDate")) return undefined;
    return unknownDue.at(null, { flow: plan.flow.name, field: "scheduledAt.date", engine: "Maestro", found: "the day in UTC" });
  },
  // The concurrency of a schedule is the run strategy of the whole workflow.
  oneRunAtATime: ({ flow }) => flow.schedules.some(({ concurrency }) => concurrency !== "allow"),
  dueTwice: false,
  cancelRequest,
  cancelCommand,
};
