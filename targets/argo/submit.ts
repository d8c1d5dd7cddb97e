/**
 * Starts and stops runs by the Argo server, or by the command `argo`
 *
 * Source: Argo Workflows 4.0, api/openapi-spec (WorkflowService_SubmitWorkflow, WorkflowService_StopWorkflow, WorkflowTemplateService_GetWorkflowTemplate)
 */
import { textOf } from "../../compiler/values/check-value.ts";
import { isObject } from "../difference.ts";
import type { Engine, RunToStart } from "../engine.ts";
import { once, ServerFault, type ServerRequest } from "../server.ts";
import { otherProgram } from "../server-diagnostics.ts";
import { absent } from "./lower/render.ts";

function templateName({ plan, environment }: RunToStart): string {
  return `${environment.namePrefix}${plan.flow.name}`;
}

function parameters({ params }: RunToStart): readonly string[] {
  return Object.entries(params).map(([name, value]) => `${name}=${value === null ? absent : textOf(value)}`);
}

export const startCommand: Engine["startCommand"] = async (run) => ({
  words: [
    ...["argo", "submit", "--from", `workflowtemplate/${templateName(run)}`, "--namespace", run.environment.namespace],
    ...parameters(run).flatMap((text) => ["--parameter", text]),
  ],
});

export const start: Engine["start"] = async (run, server) => {
  const { plan, environment } = run;
  const name = templateName(run);
  const namespace = encodeURIComponent(environment.namespace);
  const template = `/api/v1/workflow-templates/${namespace}/${encodeURIComponent(name)}`;
  const { body: found, status } = await server.request({ method: "GET", path: template, understood: [404] });
  const annotations = metadataOf(found)["annotations"];
  const program = isObject(annotations) ? annotations["millwright.dev/program"] : undefined;
  if (program !== plan.programHash) {
    const is = status === 404 ? "not there" : `program "${typeof program === "string" ? program : "of another origin"}"`;
    throw new ServerFault(otherProgram.at(null, { flow: plan.flow.name, found: is, expected: plan.programHash }), false);
  }
  const workflows = `/api/v1/workflows/${namespace}`;
  // A name of its own: a run that was started although nobody answered is found by it.
  const own = `${name.slice(0, 40)}-${run.request.replaceAll("-", "").slice(0, 12)}`;
  const options = { name: own, parameters: parameters(run) };
  const body = { namespace: environment.namespace, resourceKind: "WorkflowTemplate", resourceName: name, submitOptions: options };
  await once(
    async () => {
      await server.request({ method: "POST", path: `${workflows}/submit`, body });
    },
    async () =>
      (await server.request({ method: "GET", path: `${workflows}/${encodeURIComponent(own)}`, understood: [404] })).status !== 404,
  );
  return `${environment.namespace}/${own}`;
};

function metadataOf(body: unknown): { readonly [member: string]: unknown } {
  const metadata = isObject(body) ? body["metadata"] : undefined;
  return isObject(metadata) ? metadata : {};
}

const runName = /^([a-z0-9-]+)\/([a-z0-9.-]+)$/;

export function cancelRequest(run: string): ServerRequest | undefined {
  const [, namespace, name] = runName.exec(run) ?? [];
  if (namespace === undefined || name === undefined) return undefined;
  // Exit handlers still run.
  return { method: "PUT", path: `/api/v1/workflows/${namespace}/${name}/stop`, body: { namespace, name } };
}

export const cancelCommand: Engine["cancelCommand"] = (run) => {
  const [, namespace, name] = runName.exec(run) ?? [];
  return namespace === undefined || name === undefined ? undefined : { words: ["argo", "stop", name, "--namespace", namespace] };
};
