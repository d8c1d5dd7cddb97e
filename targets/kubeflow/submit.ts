/**
 * Starts and stops runs on a server of Kubeflow Pipelines
 *
 * Source: kubeflow/pipelines 2.17.0, backend/api/v2beta1 (run.proto); the SDK's client sends a pipeline with its run in the same form
 */
import { invariant } from "../../compiler/invariant.ts";
import { readYaml } from "../../compiler/text/read-yaml.ts";
import type { Json } from "../../schema/record.ts";
import { curl } from "../curl.ts";
import type { Engine, RunToStart } from "../engine.ts";
import { once, ServerFault, type ServerRequest } from "../server.ts";
import { otherProgram } from "../server-diagnostics.ts";
import { absent, traveling, travelingJson } from "./lower/traveling.ts";
import { idIn, inExperiment, readPipelines, readVersions, root } from "./read.ts";
import { known } from "./runs.ts";
import { serverName } from "./server-name.ts";
import { versionName } from "./version-name.ts";

function runBody(run: RunToStart) {
  const { plan, environment, request } = run;
  const name = serverName(plan, run);
  return {
    display_name: `${name}-${request.slice(0, 8)}`,
    description: `Started by millwright: program ${plan.programHash}, request ${request}`,
    runtime_config: { parameters: Object.fromEntries(parametersOf(run)) },
    ...(run.due !== undefined && { scheduled_at: run.due.at }),
    ...(environment.serviceAccount !== "default" && { service_account: environment.serviceAccount }),
  };
}

/** The parameters as they go to the server. */
export function parametersOf(run: RunToStart): readonly (readonly [name: string, value: Json])[] {
  return Object.entries(run.params).map(([param, value]) => [param, parameterValue(run, param, value)] as const);
}

/** An optional parameter is a text there, so that it has a mark for "left out". */
function parameterValue({ plan }: RunToStart, param: string, value: Json): Json {
  if (plan.flow.params[param]?.type.type !== "optional") return travelingJson(value);
  if (value === null) return absent;
  return typeof value === "string" ? traveling(value) : JSON.stringify(travelingJson(value));
}

function fileOf({ plan, artifacts }: RunToStart): string {
  const file = artifacts.find(({ path }) => path === `${plan.flow.name}.yaml`)?.text;
  invariant(file !== undefined, `flow "${plan.flow.name}" has a file with its pipeline`);
  return file;
}

/** The pipeline goes with the run, because the ids of what the server has are not known here. */
export const startCommand: Engine["startCommand"] = async (run, address) => {
  const file = fileOf(run);
  const border = file.indexOf("\n---\n");
  const [pipeline, platform] = [await dataOf(file.slice(0, border + 1)), await dataOf(file.slice(border + 5))];
  const body = { ...runBody(run), pipeline_spec: { pipeline_spec: pipeline, platform_spec: platform } };
  return curl("POST", `${address}${root}/runs`, {}, body);
};

async function dataOf(text: string): Promise<unknown> {
  const reading = await readYaml(text, "pipeline.yaml");
  invariant("value" in reading, "what we wrote can be read");
  return reading.value;
}

export const start: Engine["start"] = async (run, server) => {
  const { plan, environment, request } = run;
  const name = serverName(plan, run);
  const version = versionName(name, fileOf(run));
  const pipeline = (await readPipelines(server, environment.namespace)).find((one) => one.name === name);
  const found = pipeline && (await readVersions(server, pipeline.id)).find((one) => one.name === version);
  if (pipeline === undefined || found === undefined) {
    const is = pipeline === undefined ? "not there" : "another version";
    throw new ServerFault(otherProgram.at(null, { flow: plan.flow.name, found: is, expected: plan.programHash }), false);
  }
  const body = {
    ...runBody(run),
    ...(await inExperiment(server, environment.namespace)),
    pipeline_version_reference: { pipeline_id: pipeline.id, pipeline_version_id: found.id },
  };
  let id: string | undefined;
  await once(
    async () => {
      const answer = await server.request({ method: "POST", path: `${root}/runs`, body });
      id = idIn(answer.body, "run_id", `POST ${root}/runs`);
    },
    async () => {
      id = (await known([run], server)).get(request)?.id;
      return id !== undefined;
    },
  );
  return id ?? "";
};

export function cancelRequest(run: string): ServerRequest | undefined {
  return /^[A-Za-z0-9-]+$/.test(run) ? { method: "POST", path: `${root}/runs/${run}:terminate` } : undefined;
}

export const cancelCommand: Engine["cancelCommand"] = (run, address) => {
  const request = cancelRequest(run);
  return request && curl(request.method, `${address}${request.path}`, {});
};
