/**
 * Starts and stops runs by the Argo server, or by the command `argo`
 *
 * Source: Argo Workflows 4.1.2, pkg/apiclient/workflow/workflow.proto, workflowtemplate/workflow-template.proto, workflow/util/util.go (ApplySubmitOpts), cmd/argo/commands/submit.go
 */
import { textOf } from "../../compiler/values/check-value.ts";
import { isObject } from "../difference.ts";
import type { Engine, RunToStart } from "../engine.ts";
import { once, ServerFault, type ServerRequest } from "../server.ts";
import { otherProgram } from "../server-diagnostics.ts";
import { absent } from "./lower/render.ts";
import { schedulesOf } from "./lower/schedule-params.ts";
import { ownName, runId, runName, templateName } from "./run-name.ts";

function parameters({ params, plan, due }: RunToStart): readonly string[] {
  const given = Object.entries(params).map(([name, value]) => `${name}=${value === null ? absent : textOf(value)}`);
  const zone = due === undefined ? undefined : schedulesOf(plan.flow).hidden.timezone;
  return due === undefined || zone === undefined ? given : [...given, `${zone}=${due.timezone}`];
}

export const startCommand: Engine["startCommand"] = async (run) => ({
  words: [
    ...["argo", "submit", "--from", `workflowtemplate/${templateName(run)}`, "--namespace", run.environment.namespace],
    ...(run.due === undefined ? [] : ["--name", ownName(run), "--scheduled-time", run.due.at]),
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
  const own = ownName(run);
  const options = {
    name: own,
    parameters: parameters(run),
    ...(run.due !== undefined && { annotations: `workflows.argoproj.io/scheduled-time=${run.due.at}` }),
  };
  const body = { namespace: environment.namespace, resourceKind: "WorkflowTemplate", resourceName: name, submitOptions: options };
  await once(
    async () => {
      // A run of that name is of this very request.
      await server.request({ method: "POST", path: `${workflows}/submit`, body, understood: [409] });
    },
    async () =>
      (await server.request({ method: "GET", path: `${workflows}/${encodeURIComponent(own)}`, understood: [404] })).status !== 404,
  );
  return runId(run);
};

function metadataOf(body: unknown): { readonly [member: string]: unknown } {
  const metadata = isObject(body) ? body["metadata"] : undefined;
  return isObject(metadata) ? metadata : {};
}

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
