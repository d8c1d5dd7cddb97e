/**
 * Starts and stops runs on a Maestro server
 *
 * Source: maestro abdbdad, WorkflowActionController.startWorkflowInstance, WorkflowStartRequest, WorkflowInstanceActionController.stopWorkflowInstance
 */
import { textOf } from "../../compiler/values/check-value.ts";
import { curl } from "../curl.ts";
import { isObject } from "../difference.ts";
import type { Engine, RunToStart } from "../engine.ts";
import { ServerFault, type ServerRequest } from "../server.ts";
import { otherProgram, unexpectedAnswer } from "../server-diagnostics.ts";
import { absent, travelling } from "./lower/travelling.ts";
import { idOfWorkflow } from "./lower/workflow-id.ts";
import { readWorkflow, workflowPath } from "./read.ts";

function startPath({ plan, environment }: RunToStart): string {
  return `${workflowPath(idOfWorkflow(plan.flow, environment))}/versions/active/actions/start`;
}

function startBody({ params, request }: RunToStart) {
  // Parameters travel as texts without a dollar, as those of the definition do.
  const given = Object.entries(params).map(([name, value]) => [
    name,
    { value: value === null ? absent : travelling(textOf(value)), type: "STRING" },
  ]);
  return { initiator: { type: "manual" }, request_id: request, run_params: Object.fromEntries(given) };
}

export const startCommand: Engine["startCommand"] = async (run, address) =>
  curl("POST", `${address}${startPath(run)}`, { user: "millwright" }, startBody(run));

export const start: Engine["start"] = async (run, server) => {
  const { plan, environment } = run;
  const id = idOfWorkflow(plan.flow, environment);
  const found = await readWorkflow(server, id);
  if (found?.program !== plan.programHash || !found.isActive) {
    const is = found === undefined ? "not there" : found.isActive ? `program "${found.program ?? "of another origin"}"` : "paused";
    throw new ServerFault(otherProgram.at(null, { flow: plan.flow.name, found: is, expected: plan.programHash }), false);
  }
  // The server knows a request that it has seen.
  const path = startPath(run);
  const { body } = await server.request({ method: "POST", path, body: startBody(run), repeatable: true });
  const instance = isObject(body) ? body["workflow_instance_id"] : undefined;
  if (typeof instance === "number") return `${id}/${instance}`;
  throw new ServerFault(unexpectedAnswer.at(null, { request: `POST ${path}`, reason: 'there is no "workflow_instance_id"' }), true);
};

export function cancelRequest(run: string): ServerRequest | undefined {
  const [, id, instance] = /^([^/]+)\/([1-9][0-9]*)$/.exec(run) ?? [];
  if (id === undefined || instance === undefined) return undefined;
  return { method: "PUT", path: `${workflowPath(id)}/instances/${instance}/actions/stop` };
}

export const cancelCommand: Engine["cancelCommand"] = (run, address) => {
  const request = cancelRequest(run);
  return request && curl(request.method, `${address}${request.path}`, { user: "millwright" });
};
