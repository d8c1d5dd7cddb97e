/**
 * A Maestro server of our own, as far as its API is documented: versions that never change, properties that do, and answers that write out what was left out
 *
 * Source: maestro abdbdad, WorkflowController, WorkflowActionController, WorkflowInstanceActionController, PropertiesUpdate
 */
import { type Call, type JsonServer, jsonServer, type Reply } from "./json-server.ts";

type Data = Record<string, unknown>;

interface Version {
  readonly workflow: Data;
  readonly metadata: Data;
  isActive: boolean;
}

interface Kept {
  properties: Data;
  readonly versions: Version[];
}

export interface MaestroServer extends JsonServer {
  readonly workflows: Map<string, Kept>;
  readonly runs: { readonly id: string; readonly request: Data; status: string }[];
}

export async function maestroServer(): Promise<MaestroServer> {
  const workflows = new Map<string, Kept>();
  const runs: MaestroServer["runs"] = [];
  const server = await jsonServer((call) => answer(call, workflows, runs));
  return { ...server, workflows, runs };
}

function answer(call: Call, workflows: MaestroServer["workflows"], runs: MaestroServer["runs"]): Reply {
  const { method, path, headers } = call;
  if (headers["user"] === undefined) return [400, { message: "no user" }];
  if (method === "POST" && path === "/api/v3/workflows") return push(call.body as Data, workflows);
  const [, encoded = "", rest = ""] = /^\/api\/v3\/workflows\/([^/]+)(.*)$/.exec(path) ?? [];
  const id = decodeURIComponent(encoded);
  const kept = workflows.get(id);
  if (kept === undefined) return [404, { message: `Cannot find workflow [${id}]` }];
  const latest = kept.versions.at(-1);
  if (latest === undefined) return [500];
  switch (`${method} ${rest.replace(/\/(instances)\/\d+/, "/$1/*")}`) {
    case "GET /versions/latest":
      return [200, echo(kept, latest)];
    case "PUT /versions/latest/actions/activate":
      for (const version of kept.versions) version.isActive = version === latest;
      return [200, {}];
    case "PUT /actions/deactivate":
      for (const version of kept.versions) version.isActive = false;
      return [200, {}];
    case "DELETE ":
      workflows.delete(id);
      return [200, {}];
    case "POST /versions/active/actions/start": {
      if (!latest.isActive) return [404, { message: `Cannot find an active version for workflow [${id}]` }];
      const request = call.body as Data;
      const known = runs.findIndex((run) => run.request["request_id"] === request["request_id"]);
      if (known < 0) runs.push({ id, request, status: "CREATED" });
      const instance = known < 0 ? runs.length : known + 1;
      return [
        200,
        {
          workflow_id: id,
          workflow_version_id: kept.versions.length,
          workflow_instance_id: instance,
          workflow_run_id: 1,
          status: known < 0 ? "CREATED" : "DUPLICATED",
        },
      ];
    }
    case "PUT /instances/*/actions/stop": {
      const run = runs[Number(/\d+/.exec(rest)?.[0]) - 1];
      if (run?.id !== id) return [404, { message: "no such instance" }];
      run.status = "STOPPED";
      return [200, {}];
    }
    default:
      return [405, { message: `${method} ${rest}` }];
  }
}

function push({ properties, workflow, is_active: active, ...extra }: Data, workflows: MaestroServer["workflows"]): Reply {
  const pushed = workflow as Data;
  const id = pushed["id"] as string;
  const kept = workflows.get(id) ?? { properties: {}, versions: [] };
  const given = properties as Data | undefined;
  if (kept.versions.length === 0 && given?.["owner"] === undefined) return [400, { message: "owner is required" }];
  if (given !== undefined) {
    const { run_strategy: _strategy, step_concurrency: _steps, alerting: _alerting, ...stays } = kept.properties;
    kept.properties = { ...stays, ...given, owner: { name: given["owner"] ?? (stays["owner"] as Data)["name"] } };
  }
  if (active !== false) for (const version of kept.versions) version.isActive = false;
  kept.versions.push({
    workflow: pushed,
    metadata: { workflow_id: id, workflow_version_id: kept.versions.length + 1, version_author: { name: "ci" }, create_time: 1, ...extra },
    isActive: active !== false,
  });
  workflows.set(id, kept);
  return [200, { workflow_definition: {} }];
}

function echo({ properties, versions }: Kept, latest: Version): Data {
  const strategy = properties["run_strategy"] as Data | undefined;
  const snapshot = {
    workflow_id: latest.workflow["id"],
    create_time: 1,
    ...properties,
    ...(strategy !== undefined && { run_strategy: { workflow_concurrency: 1, ...strategy } }),
  };
  const activeId = versions.findIndex(({ isActive }) => isActive);
  return {
    properties_snapshot: snapshot,
    metadata: latest.metadata,
    workflow: {
      ...latest.workflow,
      tags: [],
      timeout: String(latest.workflow["timeout"]),
      params: echoParams(latest.workflow["params"]),
      steps: echoSteps(latest.workflow["steps"]),
    },
    is_active: latest.isActive,
    ...(activeId >= 0 && { activated_by: { name: "ci" } }),
    is_latest: true,
    modify_time: 2,
  };
}

function echoSteps(steps: unknown): unknown {
  return (steps as readonly Data[]).map((wrapped) =>
    Object.fromEntries(
      Object.entries(wrapped).map(([kind, step]) => {
        const { type, transition = {}, params, steps: inner, ...rest } = step as Data;
        return [
          kind,
          {
            ...rest,
            ...(typeof type === "string" && { type: type.toUpperCase() }),
            failure_mode: "FAIL_AFTER_RUNNING",
            tags: [],
            transition: { predecessors: ["before"], ...(transition as Data) },
            ...(params !== undefined && { params: echoParams(params) }),
            ...(inner !== undefined && { steps: echoSteps(inner), strict_ordering: false }),
          },
        ];
      }),
    ),
  );
}

function echoParams(params: unknown): unknown {
  if (params === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(params as Readonly<Record<string, Data>>).map(([name, param]) => [
      name,
      { ...param, ...(param["type"] === "MAP" && { value: echoParams(param["value"]) }), mode: "MUTABLE" },
    ]),
  );
}
