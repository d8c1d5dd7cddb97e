import type { Artifact } from "../../compiler/artifact.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { definitionId } from "../../compiler/program.ts";
import { writeJson } from "../../compiler/text/json.ts";
import type { WorkflowRequest } from "./schema.ts";

/** `<flow>.json`: the body of `POST /api/v3/workflows`. */
export function emit(request: WorkflowRequest, { flow }: PlannedFlow): readonly Artifact[] {
  return [{ path: `${flow.name}.json`, text: writeJson(request), from: [definitionId(flow)] }];
}
