/**
 * Applies pipelines, their versions and recurring runs to a server of Kubeflow Pipelines
 *
 * A version never changes, and a recurring run cannot be changed: the names of both hold the hash of what they say. So what is there by its name is right, and what changed
 * is a new version, or a recurring run in place of the one before. Versions stay, because runs refer to them.
 */
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { invariant } from "../../compiler/invariant.ts";
import { definitionId } from "../../compiler/program.ts";
import { isList, isObject } from "../difference.ts";
import type { Action, ApplyInput, ApplyPlan, WantedFlow } from "../engine.ts";
import { once, type Server } from "../server.ts";
import { notOwned } from "../server-diagnostics.ts";
import {
  type FoundPipeline,
  type FoundRecurringRun,
  idIn,
  inExperiment,
  readPipelines,
  readRecurringRuns,
  readVersions,
  root,
} from "./read.ts";
import { serverName } from "./server-name.ts";
import { versionName } from "./version-name.ts";

interface Wanted {
  readonly flow: WantedFlow["plan"]["flow"];
  readonly name: string;
  readonly version: string;
  readonly file: string;
  readonly recurringRuns: readonly RecurringBody[];
}

interface RecurringBody {
  readonly display_name: string;
  readonly [member: string]: unknown;
}

/** What has to be done, found by reading alone. Throws a `ServerFault`; reports server/not-owned. */
export async function planApply(input: ApplyInput): Promise<ApplyPlan> {
  const { server, environment } = input;
  const wanted = input.wanted.map((flow) => wantedOf(flow, input));
  const pipelines = await readPipelines(server, environment.namespace);
  const recurringRuns = await readRecurringRuns(server, environment.namespace);
  const mark = markOf(input);
  const actions: Action[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const one of wanted) {
    const found = pipelines.find(({ name }) => name === one.name);
    const other = found === undefined || isMarked(found, mark) ? undefined : ownerOf(found);
    if (other !== undefined && (other.isMarked || !input.adopt)) diagnostics.push(refusal(one, other.said, input));
    else actions.push(...(await pipelineActions(one, found, recurringRuns, input)));
  }
  const names = new Set(wanted.map(({ name }) => name));
  for (const gone of pipelines.filter((pipeline) => !names.has(pipeline.name) && isMarked(pipeline, mark)))
    actions.push(...(await goneActions(gone, recurringRuns, input)));
  return { actions, diagnostics };
}

function wantedOf({ plan, artifacts }: WantedFlow, { environment }: ApplyInput): Wanted {
  const { flow } = plan;
  const name = serverName(plan, { environment });
  const file = artifacts.find(({ path }) => path === `${flow.name}.yaml`)?.text;
  invariant(file !== undefined, `flow "${flow.name}" has a file with its pipeline`);
  const requests = artifacts.find(({ path }) => path === `${flow.name}.recurring-runs.json`)?.text;
  const document: unknown = requests === undefined ? {} : JSON.parse(requests);
  const runs = isObject(document) ? document["recurringRuns"] : undefined;
  return { flow, name, file, version: versionName(name, file), recurringRuns: (isList(runs) ? runs : []) as readonly RecurringBody[] };
}

/** The last line of a description. */
function markOf({ platform, environment }: ApplyInput): string {
  return `Applied by millwright: ${JSON.stringify([platform, environment.name])}`;
}

function isMarked({ description }: { readonly description: string }, mark: string): boolean {
  return description.split("\n").at(-1) === mark;
}

function withMark(description: string | undefined, input: ApplyInput): string {
  return [description, markOf(input)].filter((part) => part !== undefined).join("\n\n");
}

function ownerOf({ description }: FoundPipeline): { readonly isMarked: boolean; readonly said: string } {
  const last = description.split("\n").at(-1) ?? "";
  const found = /^Applied by millwright: \["(.*)","(.*)"\]$/.exec(last);
  return found === null
    ? { isMarked: false, said: "nobody's that Millwright knows" }
    : { isMarked: true, said: `of platform "${found[1]}", environment "${found[2]}"` };
}

function refusal({ name, flow }: Wanted, found: string, { platform, environment }: ApplyInput): Diagnostic {
  const help = found.startsWith("of ")
    ? "Give the environment a `namePrefix` or a namespace of its own, or the flow another name."
    : "To use it, run the command with --adopt; else give the flow another name, or the environment a `namePrefix`.";
  const values = { what: "pipeline", name, platform, environment: environment.name, found };
  return notOwned.at(null, values, { definition: definitionId(flow), help });
}

async function pipelineActions(
  wanted: Wanted,
  found: FoundPipeline | undefined,
  recurringRuns: readonly FoundRecurringRun[],
  input: ApplyInput,
): Promise<readonly Action[]> {
  const { server } = input;
  const { name, version } = wanted;
  const versions = found === undefined ? [] : await readVersions(server, found.id);
  const has = versions.some((one) => one.name === version);
  const mark = markOf(input);
  const present = found === undefined ? [] : recurringRuns.filter((run) => run.pipeline === found.id && isMarked(run, mark));
  const wantedNames = new Set(wanted.recurringRuns.map((run) => run.display_name));
  return [
    {
      what: "pipeline",
      name,
      kind: found === undefined ? "create" : "keep",
      changes: [],
      perform: found === undefined ? () => createPipeline(wanted, input) : async () => undefined,
    },
    {
      what: "version",
      name: version,
      kind: has ? "keep" : "create",
      changes: has || versions.length === 0 ? [] : [`in place of "${versions[0]?.name ?? ""}" for new runs`],
      perform: has ? async () => undefined : () => uploadVersion(wanted, input),
    },
    // The old one first: two at a time would start two runs.
    ...present
      .filter((run) => !wantedNames.has(run.name))
      .map(
        (run): Action => ({
          what: "recurring run",
          name: run.name,
          kind: "delete",
          changes: ["its schedule, its parameters or its version changed"],
          perform: () => removeRecurringRun(server, run.id),
        }),
      ),
    ...wanted.recurringRuns.map((run) => recurringAction(run, present, wanted, input)),
  ];
}

function recurringAction(body: RecurringBody, present: readonly FoundRecurringRun[], wanted: Wanted, input: ApplyInput): Action {
  const { server } = input;
  const action = { what: "recurring run", name: body.display_name };
  const found = present.find(({ name }) => name === body.display_name);
  if (found === undefined) return { ...action, kind: "create", changes: [], perform: () => createRecurringRun(body, wanted, input) };
  if (found.isEnabled) return { ...action, kind: "keep", changes: [], perform: async () => undefined };
  return {
    ...action,
    kind: "resume",
    changes: ["it is paused on the server"],
    perform: async () => {
      await server.request({ method: "POST", path: `${recurringPath(found.id)}:enable`, repeatable: true });
    },
  };
}

async function goneActions(
  gone: FoundPipeline,
  recurringRuns: readonly FoundRecurringRun[],
  input: ApplyInput,
): Promise<readonly Action[]> {
  const { server, prune } = input;
  const changes = ["no definition makes it any more"];
  const own = recurringRuns.filter((run) => run.pipeline === gone.id && isMarked(run, markOf(input)));
  const runs = own.flatMap((run): readonly Action[] => {
    const action = { what: "recurring run", name: run.name, changes };
    if (prune) return [{ ...action, kind: "delete", perform: () => removeRecurringRun(server, run.id) }];
    return run.isEnabled ? [{ ...action, kind: "pause", perform: () => pauseRecurringRun(server, run.id) }] : [];
  });
  if (!prune) return runs;
  const perform = () => removePipeline(server, gone.id);
  return [...runs, { what: "pipeline", name: gone.name, kind: "delete", changes: [...changes, "its versions go with it"], perform }];
}

async function createPipeline({ name, flow }: Wanted, input: ApplyInput): Promise<void> {
  const { server, environment } = input;
  const body = { name, display_name: name, description: withMark(flow.description, input), namespace: environment.namespace };
  await once(
    async () => {
      await server.request({ method: "POST", path: `${root}/pipelines`, body });
    },
    async () => (await pipelineId(name, input)) !== undefined,
  );
}

async function uploadVersion(wanted: Wanted, input: ApplyInput): Promise<void> {
  const { name, version, file, flow } = wanted;
  const { server } = input;
  const id = idIn({ id: await pipelineId(name, input) }, "id", `GET ${root}/pipelines`);
  const query = new URLSearchParams({
    name: version,
    display_name: version,
    pipelineid: id,
    description: withMark(flow.description, input),
  });
  await once(
    async () => {
      // A form can be sent only once.
      const form = new FormData();
      form.append("uploadfile", new Blob([file], { type: "application/yaml" }), `${flow.name}.yaml`);
      await server.request({ method: "POST", path: `${root}/pipelines/upload_version?${query.toString()}`, body: form });
    },
    async () => (await readVersions(server, id)).some((one) => one.name === version),
  );
}

async function createRecurringRun(body: RecurringBody, { name, version, flow }: Wanted, input: ApplyInput): Promise<void> {
  const { server, environment } = input;
  const pipeline = idIn({ id: await pipelineId(name, input) }, "id", `GET ${root}/pipelines`);
  const found = (await readVersions(server, pipeline)).find((one) => one.name === version);
  const reference = { pipeline_id: pipeline, pipeline_version_id: idIn(found, "id", `GET ${root}/pipelines/${pipeline}/versions`) };
  const request = {
    ...body,
    ...(await inExperiment(server, environment.namespace)),
    description: withMark(flow.description, input),
    pipeline_version_reference: reference,
  };
  await once(
    async () => {
      await server.request({ method: "POST", path: `${root}/recurringruns`, body: request });
    },
    async () =>
      (await readRecurringRuns(server, environment.namespace)).some((run) => run.name === body.display_name && run.pipeline === pipeline),
  );
}

async function pipelineId(name: string, { server, environment }: ApplyInput): Promise<string | undefined> {
  return (await readPipelines(server, environment.namespace)).find((pipeline) => pipeline.name === name)?.id;
}

function recurringPath(id: string): string {
  return `${root}/recurringruns/${encodeURIComponent(id)}`;
}

async function pauseRecurringRun(server: Server, id: string): Promise<void> {
  await server.request({ method: "POST", path: `${recurringPath(id)}:disable`, repeatable: true });
}

async function removeRecurringRun(server: Server, id: string): Promise<void> {
  await server.request({ method: "DELETE", path: recurringPath(id), understood: [404] });
}

/** A pipeline that has versions cannot be deleted. */
async function removePipeline(server: Server, id: string): Promise<void> {
  const path = `${root}/pipelines/${encodeURIComponent(id)}`;
  for (const version of await readVersions(server, id))
    await server.request({ method: "DELETE", path: `${path}/versions/${encodeURIComponent(version.id)}`, understood: [404] });
  await server.request({ method: "DELETE", path, understood: [404] });
}
