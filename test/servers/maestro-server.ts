/**
 * A Maestro server of our own, as far as its API is documented: versions that never change, properties that do, and answers that write out what was left out
 *
 * Source: maestro abdbdad, WorkflowController, WorkflowActionController, WorkflowInstanceController, WorkflowInstanceActionController, MaestroRunStrategyDao, PropertiesUpdate
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
  readonly runs: { readonly id: string; readonly version: number; readonly request: Data; status: string }[];
}

/** `look` may end a run whenever somebody looks at it. */
export async function maestroServer(look: (run: MaestroServer["runs"][number]) => void = () => undefined): Promise<MaestroServer> {
  const workflows = new Map<string, Kept>();
  const runs: MaestroServer["runs"] = [];
  const server = await jsonServer((call) => {
    const [, id, instance] = /\/workflows\/([^/]+)\/instances\/(\d+)\/runs\/latest$/.exec(call.path) ?? [];
    const looked = runs.filter((run) => run.id === id)[Number(instance) - 1];
    if (looked !== undefined) look(looked);
    return answer(call, workflows, runs);
  });
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
  switch (`${method} ${rest.replace(/\/(instances|versions)\/\d+/, "/$1/*")}`) {
    case "GET /versions/latest":
      return [200, echo(kept, latest)];
    case "PUT /versions/*/actions/activate": {
      const activated = kept.versions[Number(/\d+/.exec(rest)?.[0]) - 1];
      if (activated === undefined) return [404, { status: "NOT_FOUND", message: "no such version" }];
      for (const version of kept.versions) version.isActive = version === activated;
      return [200, {}];
    }
    case "PUT /actions/deactivate":
      for (const version of kept.versions) version.isActive = false;
      return [200, {}];
    case "DELETE ":
      if (runs.some((run) => run.id === id && /^(?:CREATED|IN_PROGRESS)$/.test(run.status)))
        return [400, { status: "BAD_REQUEST", message: `Cannot delete the workflow [${id}] because there are still runs` }];
      workflows.delete(id);
      return [200, {}];
    case "POST /versions/*/actions/start":
      return start(id, Number(/\d+/.exec(rest)?.[0]), call.body as Data, kept, runs);
    case "GET /instances":
      return listRuns(id, call.query, runs);
    case "GET /instances/*/runs/latest":
    case "PUT /instances/*/actions/stop": {
      const run = runs.filter((one) => one.id === id)[Number(/\d+/.exec(rest)?.[0]) - 1];
      if (run === undefined) return [404, { status: "NOT_FOUND", message: "no such instance" }];
      if (method === "PUT") run.status = "STOPPED";
      return [200, { workflow_uuid: run.request["request_id"], status: run.status }];
    }
    default:
      return [405, { message: `${method} ${rest}` }];
  }
}

/** A request that is known makes no instance, and its answer names none. */
function start(id: string, version: number, request: Data, { versions, properties }: Kept, runs: MaestroServer["runs"]): Reply {
  if (versions[version - 1] === undefined) return [404, { status: "NOT_FOUND", message: `Cannot find workflow [${id}][${version}]` }];
  if ((request["initiator"] as Data)["type"] !== "MANUAL") return [400, { status: "BAD_REQUEST", message: "Could not resolve type id" }];
  const answer = { workflow_id: id, workflow_version_id: version, workflow_uuid: request["request_id"] };
  const own = runs.filter((run) => run.id === id);
  if (own.some((run) => run.request["request_id"] === request["request_id"]))
    return [200, { ...answer, workflow_instance_id: 0, workflow_run_id: 0, status: "DUPLICATED" }];
  const isFull =
    (properties["run_strategy"] as Data | undefined)?.["rule"] === "FIRST_ONLY" && own.some(({ status }) => status === "IN_PROGRESS");
  runs.push({ id, version, request, status: isFull ? "STOPPED" : "CREATED" });
  return [200, { ...answer, workflow_instance_id: own.length + 1, workflow_run_id: 1, status: isFull ? "STOPPED" : "CREATED" }];
}

/** The latest first, two a page whatever is asked for; a cursor is the number of the last instance before. */
function listRuns(id: string, query: URLSearchParams, runs: MaestroServer["runs"]): Reply {
  if (query.has("first") === query.has("last")) return [400, { status: "BAD_REQUEST", message: "Either first or last" }];
  const own = runs.filter((run) => run.id === id).map((run, index) => ({ run, instance: index + 1 }));
  const before = Number(query.get("cursor") ?? own.length + 1);
  const page = own.filter(({ instance }) => instance < before).slice(-2);
  const last = page[0]?.instance ?? 0;
  const elements = page
    .toReversed()
    .map(({ run, instance }) => ({ workflow_uuid: run.request["request_id"], workflow_instance_id: instance, status: run.status }));
  return [200, { page_info: { end_cursor: last === 0 ? null : String(last), has_next_page: last > 1 }, elements, total_count: own.length }];
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
