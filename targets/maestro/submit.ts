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
import { notStarted, otherProgram, unexpectedAnswer } from "../server-diagnostics.ts";
import { absent, travelling } from "./lower/travelling.ts";
import { idOfWorkflow } from "./lower/workflow-id.ts";
import { readWorkflow, workflowPath } from "./read.ts";
import { runsOf } from "./runs.ts";

function startPath({ plan, environment }: RunToStart, version: string): string {
  return `${workflowPath(idOfWorkflow(plan.flow, environment))}/versions/${version}/actions/start`;
}

function startBody({ params, request, due }: RunToStart) {
  // Parameters travel as texts without a dollar, as those of the definition do.
  const given = Object.entries(params).map(([name, value]) => [
    name,
    { value: value === null ? absent : travelling(textOf(value)), type: "STRING" },
  ]);
  // As its own schedules do: what a run knows of its time comes from this parameter.
  const time = due === undefined ? {} : { RUN_TS: { value: Date.parse(due.at), type: "LONG" } };
  return { initiator: { type: "MANUAL" }, request_id: request, run_params: { ...Object.fromEntries(given), ...time } };
}

export const startCommand: Engine["startCommand"] = async (run, address) =>
  curl("POST", `${address}${startPath(run, "active")}`, { user: "millwright" }, startBody(run));

export const start: Engine["start"] = async (run, server) => {
  const { plan, environment, request } = run;
  const id = idOfWorkflow(plan.flow, environment);
  const found = await readWorkflow(server, id);
  if (found?.program !== plan.programHash || !found.isActive) {
    const is = found === undefined ? "not there" : found.isActive ? `program "${found.program ?? "of another origin"}"` : "paused";
    throw new ServerFault(otherProgram.at(null, { flow: plan.flow.name, found: is, expected: plan.programHash }), false);
  }
  // The very version that was looked at, whatever becomes active meanwhile.
  const path = startPath(run, String(found.version));
  // The server knows a request that it has seen, and starts no second run.
  const { body } = await server.request({ method: "POST", path, body: startBody(run), repeatable: true });
  const { workflow_instance_id: instance, status } = isObject(body) ? body : {};
  // Then its answer has no number of an instance.
  const known = status === "DUPLICATED" ? (await runsOf(server, id, new Set([request]))).get(request) : undefined;
  if (known !== undefined) return known.id;
  if (typeof instance !== "number" || instance < 1) {
    const reason = 'there is no "workflow_instance_id"';
    throw new ServerFault(unexpectedAnswer.at(null, { request: `POST ${path}`, reason }), true);
  }
  if (status === "STOPPED") throw new ServerFault(notStarted.at(null, { flow: plan.flow.name, run: `${id}/${instance}` }), false);
  return `${id}/${instance}`;
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
