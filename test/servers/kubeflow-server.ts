/**
 * A server of Kubeflow Pipelines of our own, as far as its API is documented: names that are taken, pages of two, recurring runs that cannot be changed
 *
 * Source: kubeflow/pipelines 2.17.0, backend/api/v2beta1
 */
import { type Call, type JsonServer, jsonServer, type Reply } from "./json-server.ts";

type Data = Record<string, unknown>;

export interface KubeflowServer extends JsonServer {
  readonly pipelines: Data[];
  readonly versions: Data[];
  readonly recurringRuns: Data[];
  readonly runs: Data[];
}

type State = Pick<KubeflowServer, "pipelines" | "versions" | "recurringRuns" | "runs">;

export async function kubeflowServer(): Promise<KubeflowServer> {
  const state: State = { pipelines: [], versions: [], recurringRuns: [], runs: [] };
  let ids = 0;
  const server = await jsonServer((call) => {
    ids += 1;
    return answer(call, state, `id-${ids}`);
  });
  return { ...server, ...state };
}

function answer(call: Call, state: State, id: string): Reply {
  const path = call.path.replace("/apis/v2beta1", "");
  const { method, query } = call;
  const body = call.body as Data;
  const [, kind = "", of = "", rest = ""] = /^\/([a-z]+)(?:\/([^/:]+))?(.*)$/.exec(path) ?? [];
  if (method === "GET" && path === "/pipelines") return page(state.pipelines.filter(inNamespace(query)), "pipelines", query);
  if (method === "GET" && rest === "/versions")
    return page(
      state.versions.filter((one) => one["pipeline_id"] === of),
      "pipeline_versions",
      query,
    );
  if (method === "GET" && path === "/recurringruns") return page(state.recurringRuns.filter(inNamespace(query)), "recurringRuns", query);
  if (method === "GET" && path === "/experiments")
    return page(
      [
        { experiment_id: "other", display_name: "Other" },
        { experiment_id: "more", display_name: "More" },
        { experiment_id: "default", display_name: "Default" },
      ],
      "experiments",
      query,
    );
  if (method === "GET" && path === "/runs") return page(state.runs.filter(named(query)), "runs", query);
  if (method === "POST" && path === "/pipelines") {
    if (state.pipelines.some(({ name, namespace }) => name === body["name"] && namespace === body["namespace"]))
      return [409, { message: "the name is taken" }];
    state.pipelines.push({ ...body, pipeline_id: id });
    return [200, { pipeline_id: id }];
  }
  if (method === "POST" && path === "/pipelines/upload_version") {
    if (state.versions.some(({ name }) => name === query.get("name"))) return [409, { error_message: "the name is taken" }];
    if (!call.raw.includes("pipelineInfo:")) return [400, { error_message: "no pipeline" }];
    state.versions.push({
      pipeline_version_id: id,
      pipeline_id: query.get("pipelineid"),
      name: query.get("name"),
      display_name: query.get("name"),
    });
    return [200, { pipeline_version_id: id }];
  }
  if (method === "POST" && path === "/recurringruns") {
    const cron = ((body["trigger"] as Data)["cron_schedule"] as Data)["cron"] as string;
    if (cron.split(" ").length !== 6) return [400, { message: "six fields" }];
    if (body["experiment_id"] === undefined) return [400, { message: "Experiment id can not be empty in multi-user mode" }];
    state.recurringRuns.push({ ...body, recurring_run_id: id, status: "ENABLED" });
    return [200, { recurring_run_id: id }];
  }
  if (method === "POST" && path === "/runs") {
    if (body["experiment_id"] === undefined) return [400, { message: "Experiment id can not be empty in multi-user mode" }];
    state.runs.push({ ...body, run_id: id, state: "PENDING" });
    return [200, { run_id: id, state: "PENDING" }];
  }
  const list =
    kind === "pipelines" && rest.startsWith("/versions/")
      ? state.versions
      : kind === "pipelines"
        ? state.pipelines
        : kind === "runs"
          ? state.runs
          : state.recurringRuns;
  const key =
    list === state.versions
      ? "pipeline_version_id"
      : kind === "pipelines"
        ? "pipeline_id"
        : kind === "runs"
          ? "run_id"
          : "recurring_run_id";
  const wanted = list === state.versions ? rest.slice("/versions/".length) : of;
  const at = list.findIndex((one) => one[key] === wanted);
  const found = list[at];
  if (found === undefined) return [404, { message: `no ${kind} ${wanted}` }];
  if (method === "DELETE") {
    if (list === state.pipelines && state.versions.some((one) => one["pipeline_id"] === of)) return [400, { message: "it has versions" }];
    list.splice(at, 1);
    return [200, {}];
  }
  if (method === "GET") return [200, found];
  if (rest === ":terminate") {
    if (!/^(?:PENDING|RUNNING|PAUSED)$/.test(String(found["state"]))) return [400, { message: "Row not found" }];
    found["state"] = "CANCELING";
  } else if (rest === ":enable" || rest === ":disable") found["status"] = rest === ":enable" ? "ENABLED" : "DISABLED";
  else return [405];
  return [200, {}];
}

/** The filter is read as the server does: a JSON text of one predicate. */
function named(query: URLSearchParams): (one: Data) => boolean {
  const { predicates } = JSON.parse(query.get("filter") ?? '{"predicates":[]}') as { readonly predicates: readonly Data[] };
  return (one) =>
    predicates.every(
      ({ key, operation, string_value: text }) => operation === "IS_SUBSTRING" && String(one[key as string]).includes(text as string),
    );
}

function inNamespace(query: URLSearchParams): (one: Data) => boolean {
  return ({ namespace }) => namespace === query.get("namespace");
}

function page(rows: readonly Data[], member: string, query: URLSearchParams): Reply {
  const from = Number(query.get("page_token") ?? 0);
  const next = from + 2 < rows.length ? { next_page_token: String(from + 2) } : {};
  // The oldest first, unless it is asked otherwise.
  const sorted = query.get("sort_by") === "created_at desc" ? rows.toReversed() : rows;
  return [200, { ...(rows.length > 0 && { [member]: sorted.slice(from, from + 2) }), ...next }];
}
