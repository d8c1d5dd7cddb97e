/**
 * Applies workflows to a Maestro server
 *
 * Every push makes a version, so only what differs is pushed. A server does not list its workflows: one more workflow, which never runs, says which were applied, so
 * that those that are gone from the definitions are found whoever applies next.
 *
 * Source: maestro abdbdad, WorkflowController, WorkflowActionController, PropertiesUpdate
 */
import { createHash } from "node:crypto";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { invariant } from "../../compiler/invariant.ts";
import { definitionId } from "../../compiler/program.ts";
import { differences, isObject, sayDifferences } from "../difference.ts";
import type { Action, ApplyInput, ApplyPlan, WantedFlow } from "../engine.ts";
import { once, type Server } from "../server.ts";
import { notOwned } from "../server-diagnostics.ts";
import { comparable, comparableProperties } from "./comparable.ts";
import { type LedgerPlan, planLedger } from "./ledger.ts";
import { type FoundWorkflow, type Mark, readWorkflow, workflowPath } from "./read.ts";

/** What has to be done, found by reading alone. Throws a `ServerFault`; reports server/not-owned. */
export async function planApply(input: ApplyInput): Promise<ApplyPlan> {
  const { server, wanted } = input;
  const requests = wanted.map(requestOf);
  const diagnostics: Diagnostic[] = [];
  const actions: Action[] = [];
  for (const request of requests) {
    const found = await readWorkflow(server, request.id);
    const owner = found === undefined ? undefined : foreign(found, input);
    if (owner !== undefined) diagnostics.push(refusal(request, owner, input));
    else actions.push(actionFor(request, found, input));
  }
  const ids = requests.map(({ id }) => id);
  const ledger = await planLedger(input, ids);
  diagnostics.push(...ledger.diagnostics);
  const gone = await goneActions(input, ledger, new Set(ids));
  const kept = ledger.known.filter((id) => ids.includes(id) || gone.some(({ name, kind }) => name === id && kind !== "delete"));
  return {
    actions: [
      ...ledger.before([...new Set([...ledger.known, ...ids])]),
      ...actions,
      ...gone,
      ...ledger.after([...new Set([...kept, ...ids])]),
    ],
    diagnostics,
  };
}

interface Request {
  readonly id: string;
  readonly definition: string;
  readonly content: string;
  readonly body: { readonly [name: string]: unknown };
}

function requestOf({ plan, artifacts }: WantedFlow): Request {
  const [artifact] = artifacts;
  const body: unknown = artifact === undefined ? undefined : JSON.parse(artifact.text);
  const workflow = isObject(body) ? body["workflow"] : undefined;
  const id = isObject(workflow) ? workflow["id"] : undefined;
  invariant(artifact !== undefined && isObject(body) && typeof id === "string", `flow "${plan.flow.name}" has one file with its workflow`);
  return { id, definition: definitionId(plan.flow), content: createHash("sha256").update(artifact.text).digest("hex").slice(0, 16), body };
}

/** Whose it is, where it may not be changed. */
function foreign({ mark }: FoundWorkflow, { platform, environment, adopt }: ApplyInput): string | undefined {
  if (mark === undefined) return adopt ? undefined : "nobody's that Millwright knows";
  const isOwn = mark.platform === platform && mark.environment === environment.name;
  return isOwn ? undefined : `of platform "${mark.platform}", environment "${mark.environment}"`;
}

function refusal({ id, definition }: Request, found: string, { platform, environment }: ApplyInput): Diagnostic {
  const help = found.startsWith("of ")
    ? "Give the environment a `namePrefix` of its own, or the flow another name."
    : "To take it over, run the command once with --adopt; else give the flow another name, or the environment a `namePrefix`.";
  return notOwned.at(null, { what: "workflow", name: id, platform, environment: environment.name, found }, { definition, help });
}

function actionFor(request: Request, found: FoundWorkflow | undefined, input: ApplyInput): Action {
  const { server } = input;
  const action = { what: "workflow", name: request.id };
  const push = () => pushWorkflow(server, request, found, input);
  if (found === undefined) return { ...action, kind: "create", changes: [], perform: push };
  const changes = changesOf(found, request);
  if (changes.length > 0) return { ...action, kind: "update", changes, perform: push };
  if (found.isActive) return { ...action, kind: "keep", changes: [], perform: nothing };
  return {
    ...action,
    kind: "resume",
    changes: ["it is paused on the server"],
    perform: async () => {
      await server.request({ method: "PUT", path: `${workflowPath(request.id)}/versions/${found.version}/actions/activate` });
    },
  };
}

function changesOf({ mark, properties, workflow }: FoundWorkflow, { body, content }: Request): readonly string[] {
  const wanted = isObject(body["properties"]) ? body["properties"] : {};
  // Maestro keeps a description that is left out, and it says nothing of how a flow runs.
  const { description: before, ...foundProperties } = comparableProperties(properties);
  const { description: after, ...wantedProperties } = comparableProperties(wanted);
  const isSame = mark?.content === content;
  const found = [
    ...differences(foundProperties, wantedProperties, "properties"),
    ...(after === undefined ? [] : differences(before, after, "properties.description")),
    // A version never changes: what the server has besides, in the version that we pushed, it wrote itself.
    ...differences(comparable(workflow), comparable(body["workflow"]), "workflow").filter(({ to }) => !isSame || to !== undefined),
  ];
  if (found.length > 0) return sayDifferences(found);
  return isSame ? [] : [mark === undefined ? "it bears no mark of ours" : "only what leads a run back to its definition"];
}

async function pushWorkflow(server: Server, request: Request, found: FoundWorkflow | undefined, input: ApplyInput): Promise<void> {
  const { body, id, content } = request;
  const trace = isObject(body["millwright"]) ? body["millwright"] : {};
  const properties = isObject(body["properties"]) ? body["properties"] : {};
  const mark: Mark = { platform: input.platform, environment: input.environment.name, content };
  const pushed = {
    ...body,
    // What is left out stays as it is, and a schedule that was switched off by hand would stay off.
    ...(found?.properties["time_trigger_disabled"] === true && { properties: { ...properties, time_trigger_disabled: false } }),
    millwright: { ...trace, ...mark },
  };
  await once(
    async () => {
      await server.request({ method: "POST", path: "/api/v3/workflows", body: pushed });
    },
    async () => {
      const now = await readWorkflow(server, id);
      return now?.mark?.content === content && now.mark.platform === input.platform && changesOf(now, request).length === 0;
    },
  );
}

async function nothing(): Promise<void> {}

/** What was applied before and is in no definition any more: paused, or with `prune` deleted. */
async function goneActions(input: ApplyInput, { known }: LedgerPlan, wanted: ReadonlySet<string>): Promise<readonly Action[]> {
  const { server, prune, environment, platform } = input;
  const actions: Action[] = [];
  for (const id of known.filter((name) => !wanted.has(name))) {
    const found = await readWorkflow(server, id);
    // Deleted by hand, or taken over by another: no longer ours.
    if (found?.mark?.platform !== platform || found.mark.environment !== environment.name) continue;
    const action = { what: "workflow", name: id, changes: ["no definition makes it any more"] };
    if (prune) actions.push({ ...action, kind: "delete", perform: () => remove(server, id) });
    else if (found.isActive) actions.push({ ...action, kind: "pause", perform: () => pause(server, id) });
    else actions.push({ ...action, kind: "keep", changes: ["paused; no definition makes it any more"], perform: nothing });
  }
  return actions;
}

async function pause(server: Server, id: string): Promise<void> {
  await server.request({ method: "PUT", path: `${workflowPath(id)}/actions/deactivate` });
}

async function remove(server: Server, id: string): Promise<void> {
  await server.request({ method: "DELETE", path: workflowPath(id), understood: [404] });
}
