/** What a Maestro server has, in the form of what is pushed there. */

import { isList, isObject } from "../difference.ts";
import { type Server, ServerFault } from "../server.ts";
import { unexpectedAnswer } from "../server-diagnostics.ts";

/** What marks a workflow as ours; Maestro keeps it in the metadata of each version. */
export interface Mark {
  readonly platform: string;
  readonly environment: string;
  /** Hash of what was pushed, without this mark. */
  readonly content?: string;
  /** In the workflow that lists the others: their ids. */
  readonly applied?: readonly string[];
}

export interface FoundWorkflow {
  readonly id: string;
  readonly isActive: boolean;
  readonly version: number;
  /** Hash of the flow's program, where it came from our artifact. */
  readonly program: string | undefined;
  /** Undefined where it was not applied by us. */
  readonly mark: Mark | undefined;
  readonly properties: { readonly [name: string]: unknown };
  readonly workflow: { readonly [name: string]: unknown };
}

/**
 * The latest version of a workflow; undefined where there is none. Throws a `ServerFault`.
 *
 * Source: maestro abdbdad, WorkflowController.getWorkflowVersion, WorkflowDefinition
 */
export async function readWorkflow(server: Server, id: string): Promise<FoundWorkflow | undefined> {
  const path = `${workflowPath(id)}/versions/latest`;
  const { status, body } = await server.request({ method: "GET", path, understood: [404] });
  if (status === 404) return undefined;
  if (!isObject(body) || !isObject(body["workflow"]) || !isObject(body["metadata"])) {
    const reason = 'there is no "workflow" with its "metadata"';
    throw new ServerFault(unexpectedAnswer.at(null, { request: `GET ${path}`, reason }), false);
  }
  const version = body["metadata"]["workflow_version_id"];
  if (typeof version !== "number") {
    const reason = 'there is no "workflow_version_id"';
    throw new ServerFault(unexpectedAnswer.at(null, { request: `GET ${path}`, reason }), false);
  }
  const properties = body["properties_snapshot"];
  const trace = body["metadata"]["millwright"];
  const program = isObject(trace) ? trace["program"] : undefined;
  return {
    id,
    isActive: body["is_active"] === true,
    version,
    program: typeof program === "string" ? program : undefined,
    mark: markOf(trace),
    properties: isObject(properties) ? properties : {},
    workflow: body["workflow"],
  };
}

export function workflowPath(id: string): string {
  return `/api/v3/workflows/${encodeURIComponent(id)}`;
}

function markOf(value: unknown): Mark | undefined {
  if (!isObject(value)) return undefined;
  const { platform, environment, content, applied } = value;
  if (typeof platform !== "string" || typeof environment !== "string") return undefined;
  return {
    platform,
    environment,
    ...(typeof content === "string" && { content }),
    ...(isList(applied) && { applied: applied.filter((id) => typeof id === "string") }),
  };
}
