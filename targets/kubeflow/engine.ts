import type { Engine } from "../engine.ts";
import { replacedValue, unknownDue } from "../server-diagnostics.ts";
import { usesOfRun } from "../uses-of-run.ts";
import { planApply } from "./apply.ts";
import { known, stateOf } from "./runs.ts";
import { serverMacro } from "./server-macro.ts";
import { cancelCommand, cancelRequest, parametersOf, start, startCommand } from "./submit.ts";

/** A server of Kubeflow Pipelines, by its API v2beta1. */
export const engine: Engine = {
  headers: () => ({}),
  planApply,
  startCommand,
  start,
  known,
  stateOf,
  problemOf(run) {
    const { flow } = run.plan;
    if (run.due !== undefined && usesOfRun(run.plan, "scheduledAt"))
      return unknownDue.at(null, { flow: flow.name, field: "scheduledAt", engine: "Kubeflow", found: "the time of its start" });
    for (const [param, value] of parametersOf(run)) {
      const found = typeof value === "string" ? serverMacro(value) : undefined;
      if (found !== undefined) return replacedValue.at(null, { flow: flow.name, param, found });
    }
    return undefined;
  },
  oneRunAtATime: () => false,
  dueTwice: true,
  cancelRequest,
  cancelCommand,
};
