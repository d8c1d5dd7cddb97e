import type { Engine } from "../engine.ts";
import { unknownDue } from "../server-diagnostics.ts";
import { usesOfRun } from "../uses-of-run.ts";
import { planApply } from "./apply.ts";
import { known, stateOf } from "./runs.ts";
import { cancelCommand, cancelRequest, start, startCommand } from "./submit.ts";

/** A server of Kubeflow Pipelines, by its API v2beta1. */
export const engine: Engine = {
  headers: () => ({}),
  planApply,
  startCommand,
  start,
  known,
  stateOf,
  dueProblem: (plan) =>
    usesOfRun(plan, "scheduledAt")
      ? unknownDue.at(null, { flow: plan.flow.name, field: "scheduledAt", engine: "Kubeflow", found: "the time of its start" })
      : undefined,
  oneRunAtATime: () => false,
  cancelRequest,
  cancelCommand,
};
