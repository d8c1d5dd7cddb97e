import { invariant } from "../../compiler/invariant.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import type { Lowered, TargetContext } from "../target.ts";
import { requestProblem } from "./check-request.ts";
import { lowerBody, newFrame } from "./lower/body.ts";
import { dispatch } from "./lower/dispatch.ts";
import { connectSteps, newPlace } from "./lower/drafts.ts";
import type { Lowering } from "./lower/lowering.ts";
import { uniqueNames } from "./lower/names.ts";
import { addParameterCheck } from "./lower/parameter-checks.ts";
import { addWorkflowParams, knownParams } from "./lower/params.ts";
import type { Room } from "./lower/place.ts";
import { workflowRequest } from "./lower/workflow.ts";
import type { MaestroOptions } from "./options.ts";
import { refusals } from "./rules/index.ts";
import type { WorkflowRequest } from "./schema.ts";

/** The request that makes a flow's workflow; diagnostics are `maestro/…`, where Maestro could not run it as it is meant. */
export function lower(plan: PlannedFlow, context: TargetContext<MaestroOptions>): Lowered<WorkflowRequest> {
  const own = Object.keys(plan.flow.params);
  const taken = new Set(own);
  const take = uniqueNames(...own, "loop_index", "loop_params", "kubernetes", "condition");
  const takeParam = (wanted: string): string => {
    const name = take(wanted);
    taken.add(name);
    return name;
  };
  const lowering: Lowering = {
    plan,
    context,
    takeId: uniqueNames(),
    takeParam,
    params: new Map(),
    isTaken: (name) => taken.has(name),
    dollar: takeParam("dollar"),
    library: { current: undefined },
    dispatch,
  };
  const place = newPlace(undefined);
  const room: Room = { plan, params: knownParams(plan.flow.params), prefix: "" };
  const frame = newFrame(room, place, undefined, "");
  addWorkflowParams(lowering, frame);
  const check = addParameterCheck(lowering, place);
  lowerBody(lowering, frame, plan.body, (step) => {
    if (check !== undefined) connectSteps(check, step);
  });
  const documents = workflowRequest(lowering, place);
  const diagnostics = refusals({ plan, documents, context });
  if (!diagnostics.some(({ severity }) => severity === "error")) {
    const problem = requestProblem(documents);
    invariant(problem === undefined, `the workflow "${documents.workflow.id}" is as Maestro takes it, but ${problem}`);
  }
  return { documents, diagnostics };
}
