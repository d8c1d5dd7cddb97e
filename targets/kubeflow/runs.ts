/**
 * Runs that a server of Kubeflow Pipelines knows
 *
 * Source: kubeflow/pipelines 2.17.0, backend/api/v2beta1/run.proto (RuntimeState), filter.proto
 */
import { isObject } from "../difference.ts";
import type { Engine, KnownRun, RunState } from "../engine.ts";
import type { Server } from "../server.ts";
import { readRuns, root } from "./read.ts";
import { serverName } from "./server-name.ts";

export const known: Engine["known"] = async (runs, server) => {
  const found = new Map<string, KnownRun>();
  const [first] = runs;
  if (first === undefined) return found;
  const requests = new Set(runs.map(({ request }) => request));
  for (const { id, description, state } of await readRuns(server, first.environment.namespace, `${serverName(first.plan, first)}-`)) {
    const [, request] = /, request ([0-9a-f-]{36})$/.exec(description) ?? [];
    if (request !== undefined && requests.has(request)) found.set(request, { id, state: stateFrom(state) });
  }
  return found;
};

export async function stateOf(id: string, server: Server): Promise<RunState | undefined> {
  const { status, body } = await server.request({ method: "GET", path: `${root}/runs/${encodeURIComponent(id)}`, understood: [404] });
  return status === 404 ? undefined : stateFrom(isObject(body) ? body["state"] : undefined);
}

function stateFrom(state: unknown): RunState {
  if (state === "SUCCEEDED" || state === "SKIPPED") return "succeeded";
  if (state === "CANCELED") return "cancelled";
  return state === "FAILED" ? "failed" : "running";
}
