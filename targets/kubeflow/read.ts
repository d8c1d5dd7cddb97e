/**
 * What a Kubeflow Pipelines server has
 *
 * Source: kubeflow/pipelines 2.17.0, backend/api/v2beta1 (pipeline.proto, recurring_run.proto)
 */
import { isList, isObject } from "../difference.ts";
import { type Server, ServerFault } from "../server.ts";
import { unexpectedAnswer } from "../server-diagnostics.ts";

export interface FoundPipeline {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

export interface FoundVersion {
  readonly id: string;
  readonly name: string;
}

export interface FoundRecurringRun {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly pipeline: string;
  readonly isEnabled: boolean;
}

export const root = "/apis/v2beta1";

/** All pipelines of a namespace. Throws a `ServerFault`. */
export async function readPipelines(server: Server, namespace: string): Promise<readonly FoundPipeline[]> {
  const rows = await readPages(server, `${root}/pipelines?namespace=${encodeURIComponent(namespace)}`, "pipelines");
  return rows.map((row) => ({ id: text(row, "pipeline_id"), name: nameOf(row), description: text(row, "description") }));
}

/** The versions of a pipeline, the newest first. Throws a `ServerFault`. */
export async function readVersions(server: Server, pipeline: string): Promise<readonly FoundVersion[]> {
  const path = `${root}/pipelines/${encodeURIComponent(pipeline)}/versions?sort_by=created_at%20desc`;
  const rows = await readPages(server, path, "pipeline_versions");
  return rows.map((row) => ({ id: text(row, "pipeline_version_id"), name: nameOf(row) }));
}

export async function readRecurringRuns(server: Server, namespace: string): Promise<readonly FoundRecurringRun[]> {
  const rows = await readPages(server, `${root}/recurringruns?namespace=${encodeURIComponent(namespace)}`, "recurringRuns");
  return rows.map((row) => {
    const reference = row["pipeline_version_reference"];
    return {
      id: text(row, "recurring_run_id"),
      name: text(row, "display_name"),
      description: text(row, "description"),
      pipeline: isObject(reference) ? text(reference, "pipeline_id") : "",
      isEnabled: row["status"] === "ENABLED",
    };
  });
}

/** What a creation answers with: the id of what there is now. */
export function idIn(body: unknown, member: string, request: string): string {
  const id = isObject(body) ? body[member] : undefined;
  if (typeof id === "string" && id !== "") return id;
  throw new ServerFault(unexpectedAnswer.at(null, { request, reason: `there is no "${member}"` }), true);
}

/** Before names and display names were two things, there was the display name alone. */
function nameOf(row: Row): string {
  return text(row, "name") || text(row, "display_name");
}

type Row = { readonly [member: string]: unknown };

function text(row: Row, member: string): string {
  const value = row[member];
  return typeof value === "string" ? value : "";
}

const mostPages = 1000;

async function readPages(server: Server, path: string, member: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let token = "";
  const request = `GET ${path.split("?")[0]}`;
  for (let page = 0; page < mostPages; page++) {
    const next = token === "" ? "" : `&page_token=${encodeURIComponent(token)}`;
    const { body } = await server.request({ method: "GET", path: `${path}&page_size=100${next}` });
    if (!isObject(body)) throw new ServerFault(unexpectedAnswer.at(null, { request, reason: `there are no "${member}"` }), false);
    const found = body[member] ?? [];
    if (!isList(found) || !found.every(isObject))
      throw new ServerFault(unexpectedAnswer.at(null, { request, reason: `"${member}" is no list of objects` }), false);
    rows.push(...found);
    token = text(body, "next_page_token");
    if (token === "") return rows;
  }
  throw new ServerFault(unexpectedAnswer.at(null, { request, reason: "its pages have no end" }), false);
}

/** The experiment that a run goes to, as part of its body: a server with several namespaces finds none by itself. Throws a `ServerFault`. */
export async function inExperiment(server: Server, namespace: string): Promise<{ readonly experiment_id?: string }> {
  const rows = await readPages(server, `${root}/experiments?namespace=${encodeURIComponent(namespace)}`, "experiments");
  const chosen = rows.find((row) => row["display_name"] === "Default") ?? rows[0];
  return chosen === undefined ? {} : { experiment_id: text(chosen, "experiment_id") };
}

export interface FoundRun {
  readonly id: string;
  readonly description: string;
  readonly state: string;
}

/** The runs of a namespace whose names hold a text. Throws a `ServerFault`. */
export async function readRuns(server: Server, namespace: string, inName: string): Promise<readonly FoundRun[]> {
  const filter = { predicates: [{ key: "display_name", operation: "IS_SUBSTRING", string_value: inName }] };
  const query = new URLSearchParams({ namespace, filter: JSON.stringify(filter) });
  const rows = await readPages(server, `${root}/runs?${query.toString()}`, "runs");
  return rows.map((row) => ({
    id: text(row, "run_id"),
    description: text(row, "description"),
    state: text(row, "state"),
  }));
}
