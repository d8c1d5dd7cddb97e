/**
 * Runs that a Maestro server knows
 *
 * The server keeps a request's id as the run's `workflow_uuid`, and finds no run by it: its runs are listed, the latest first.
 *
 * Source: maestro abdbdad, WorkflowInstanceController, PaginationHelper, WorkflowInstance.Status
 */
import { isList, isObject } from "../difference.ts";
import type { Engine, KnownRun, RunState } from "../engine.ts";
import { type Server, ServerFault } from "../server.ts";
import { unexpectedAnswer } from "../server-diagnostics.ts";
import { idOfWorkflow } from "./lower/workflow-id.ts";
import { workflowPath } from "./read.ts";

export const known: Engine["known"] = async (runs, server) => {
  const [first] = runs;
  if (first === undefined) return new Map();
  return runsOf(server, idOfWorkflow(first.plan.flow, first.environment), new Set(runs.map(({ request }) => request)));
};

const mostPages = 1000;
/** A run is listed with all that it is made of. */
const pageSize = 50;

/** The runs of a workflow that were asked for by one of the requests. Throws a `ServerFault`. */
export async function runsOf(server: Server, workflow: string, requests: ReadonlySet<string>): Promise<ReadonlyMap<string, KnownRun>> {
  const found = new Map<string, KnownRun>();
  const path = `${workflowPath(workflow)}/instances`;
  const unexpected = (reason: string): ServerFault => new ServerFault(unexpectedAnswer.at(null, { request: `GET ${path}`, reason }), false);
  let cursor = "";
  for (let page = 0; page < mostPages; page++) {
    const after = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { status: answered, body } = await server.request({
      method: "GET",
      path: `${path}?first=${pageSize}${after}`,
      understood: [404],
    });
    if (answered === 404) return found;
    const [elements, info] = isObject(body) ? [body["elements"] ?? [], body["page_info"]] : [];
    if (!isList(elements) || !isObject(info)) throw unexpected('there are no "elements" with their "page_info"');
    for (const element of elements) {
      const { workflow_uuid: request, workflow_instance_id: instance, status } = isObject(element) ? element : {};
      if (typeof request === "string" && requests.has(request))
        found.set(request, { id: `${workflow}/${String(instance)}`, state: stateFrom(status) });
    }
    cursor = typeof info["end_cursor"] === "string" ? info["end_cursor"] : "";
    if (info["has_next_page"] !== true || cursor === "" || found.size === requests.size) return found;
  }
  throw unexpected("its pages have no end");
}

export async function stateOf(id: string, server: Server): Promise<RunState | undefined> {
  const [workflow = "", instance = ""] = id.split("/");
  const path = `${workflowPath(workflow)}/instances/${instance}/runs/latest?enriched=false`;
  const { status, body } = await server.request({ method: "GET", path, understood: [404] });
  return status === 404 ? undefined : stateFrom(isObject(body) ? body["status"] : undefined);
}

function stateFrom(status: unknown): RunState {
  if (status === "SUCCEEDED") return "succeeded";
  if (status === "STOPPED") return "cancelled";
  // A run that was started again is "FAILED_1" or "FAILED_2".
  return status === "TIMED_OUT" || (typeof status === "string" && status.startsWith("FAILED")) ? "failed" : "running";
}
