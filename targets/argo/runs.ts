/**
 * Runs that the Argo server knows
 *
 * Source: Argo Workflows 4.1.2, pkg/apiclient/workflow/workflow.proto, server/workflow/workflow_server.go (getWorkflow also looks into the archive)
 */
import { isObject } from "../difference.ts";
import type { Engine, KnownRun, RunState } from "../engine.ts";
import type { Server } from "../server.ts";
import { runId, runName } from "./run-name.ts";

/** The name of a run is that of its request. */
export const known: Engine["known"] = async (runs, server) => {
  const found = new Map<string, KnownRun>();
  for (const run of runs) {
    const id = runId(run);
    const state = await stateOf(id, server);
    if (state !== undefined) found.set(run.request, { id, state });
  }
  return found;
};

export async function stateOf(id: string, server: Server): Promise<RunState | undefined> {
  const [, namespace = "", name = ""] = runName.exec(id) ?? [];
  // A run of a thousand steps is large, and its phase is a word.
  const path = `/api/v1/workflows/${namespace}/${name}?fields=metadata.name,status.phase`;
  const { status, body } = await server.request({ method: "GET", path, understood: [404] });
  if (status === 404) return undefined;
  const phase = isObject(body) && isObject(body["status"]) ? body["status"]["phase"] : undefined;
  if (phase === "Succeeded") return "succeeded";
  return phase === "Failed" || phase === "Error" ? "failed" : "running";
}
