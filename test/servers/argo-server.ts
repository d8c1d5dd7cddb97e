/**
 * An Argo server of our own: one WorkflowTemplate, and the workflows that are submitted of it
 *
 * Source: Argo Workflows 4.1.2, server/workflow/workflow_server.go (SubmitWorkflow, GetWorkflow, StopWorkflow), workflow/util/util.go (ApplySubmitOpts)
 */
import { type Call, type JsonServer, jsonServer, type Reply } from "./json-server.ts";

export interface Submitted {
  readonly resourceKind: string;
  readonly resourceName: string;
  readonly submitOptions: { readonly name: string; readonly parameters: readonly string[]; readonly annotations?: string };
}

export interface ArgoServer extends JsonServer {
  readonly submitted: Submitted[];
  /** By the workflow's name. */
  readonly phases: Map<string, string>;
}

/** `program` is that of the template "prod-churn" in the namespace "ml". */
export async function argoServer(program: () => string): Promise<ArgoServer> {
  const submitted: Submitted[] = [];
  const phases = new Map<string, string>();
  const answer = ({ method, path: at, body }: Call): Reply => {
    if (method === "GET" && at === "/api/v1/workflow-templates/ml/prod-churn")
      return [200, { metadata: { annotations: { "millwright.dev/program": program() } } }];
    const name = at.replace("/api/v1/workflows/ml/", "").replace("/stop", "");
    if (method === "POST" && at === "/api/v1/workflows/ml/submit") return submit(body as Submitted, submitted, phases);
    const phase = phases.get(name);
    if (phase === undefined) return [404, { code: 5, message: `workflows.argoproj.io "${name}" not found` }];
    if (method === "PUT") phases.set(name, "Failed");
    return [200, { metadata: { name }, status: phase === "" ? {} : { phase } }];
  };
  return { ...(await jsonServer(answer)), submitted, phases };
}

function submit(request: Submitted, submitted: Submitted[], phases: Map<string, string>): Reply {
  const { name, annotations = "" } = request.submitOptions;
  if (phases.has(name)) return [409, { code: 6, message: `workflows.argoproj.io "${name}" already exists` }];
  if (annotations !== "" && annotations.split(",").some((pair) => pair.split("=").length !== 2))
    return [500, { code: 13, message: "labels" }];
  submitted.push(request);
  phases.set(name, "");
  return [200, { metadata: { name } }];
}
