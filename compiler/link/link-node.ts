/** A node of a program, from its definition: defaults filled in, references to other definitions resolved. */
import type { NodeOptions } from "../../schema/kinds/flow/node-record.ts";
import type { Site, Text } from "../../schema/record.ts";
import type { Expression } from "../../schema/values/expression.ts";
import type { Call, EnvironmentValue, Node, Result, Step, StepProgram } from "../program.ts";
import type { FlowDefinition, NodeDefinition, NodeDefinitionOf } from "../validate/definition.ts";
import { sitesOf } from "../validate/problems.ts";
import type { LinkContext } from "./context.ts";
import { absentInEnvironment, unknownFlow } from "./flow-diagnostics.ts";
import { linkImage, linkResources, linkScriptSource } from "./link-step-parts.ts";
import { type TypedFlow, typeOf } from "./type-of.ts";
import { withSites } from "./with-sites.ts";

const unknownResult: Result = { expression: { op: "unknown" }, type: { type: "unknown" } };

/** How a definition's expressions get their places. */
export interface Linking {
  readonly definition: FlowDefinition;
  readonly context: LinkContext;
  /** The nodes before this one. */
  readonly earlier: TypedFlow;
}

/** The node of a definition. Results of loops are filled in once all nodes are there. */
export function linkNode(id: number, node: NodeDefinition, linking: Linking): Node {
  const { name, calls, body, after, unknown } = node;
  const base = { id, name, calls, body, after, unknown };
  const place = (expression: Expression) => withSites(expression, linking.definition.sites);
  switch (node.kind) {
    case "approval":
      return { ...base, kind: "approval", ...node.options };
    case "call":
      return { ...base, ...linkCall(node, linking) };
    case "forEach": {
      const { items, parallelism = 20, body: runs } = node.options;
      const type = typeOf(items, linking.earlier);
      const itemType = type.type === "list" ? type.item : ({ type: "unknown" } as const);
      return { ...base, kind: "forEach", items: place(items), itemType, parallelism, runs, result: unknownResult };
    }
    case "repeatUntil": {
      const { max, until, body: runs } = node.options;
      return { ...base, kind: "repeatUntil", max, until: place(until), runs, result: unknownResult };
    }
    case "branch": {
      const { style, cases } = node.options;
      const linked = cases.map(({ test, body: runs, ...member }) => ({ test: test && place(test), runs, ...member }));
      return { ...base, kind: "branch", style, cases: linked, complete: style === "match" || cases.some(({ test }) => test === null) };
    }
    default:
      return { ...base, ...linkStep(node, linking) };
  }
}

type StepKind = "step" | "script" | "spark" | "onExit" | "onFailure";
type StepDefinition = { readonly [K in StepKind]: NodeDefinitionOf<K> }[StepKind];
type StepFields = Omit<Step, "id" | "name" | "calls" | "body" | "after" | "unknown">;

function linkStep(node: StepDefinition, linking: Linking): StepFields {
  const place = (expression: Expression) => withSites(expression, linking.definition.sites);
  const options: Partial<NodeOptions["step"]> & Pick<NodeOptions["step"], "image" | "inputs" | "outputs"> = node.options;
  const { env = {}, retry, cache, resources = {}, volumes = {}, tolerations = [] } = options;
  return {
    kind: node.kind,
    ...pick(
      options,
      "description",
      "timeout",
      "queueTimeout",
      "terminationGrace",
      "priority",
      "serviceAccount",
      "affinity",
      "imagePull",
      "patch",
    ),
    image: linkImage(node, options.image, linking),
    inputs: mapValues(options.inputs, place),
    outputs: options.outputs,
    program: linkProgram(node, linking),
    env: mapValues(env, (value) => placed(value, place)),
    resources: linkResources(node, resources, linking),
    ...(retry && {
      retry: {
        limit: retry.limit,
        on: retry.on ?? "failure",
        ...(retry.backoff && { backoff: { ...retry.backoff, factor: retry.backoff.factor ?? 2 } }),
      },
    }),
    idempotent: options.idempotent ?? true,
    checkpoint: options.checkpoint ?? false,
    ...(cache && { cache: { ...cache, key: (cache.key ?? []).map((word) => placed(word, place)) } }),
    labels: options.labels ?? {},
    annotations: options.annotations ?? {},
    nodeSelector: options.nodeSelector ?? {},
    tolerations: tolerations.map((toleration) => ({ ...toleration, operator: toleration.operator ?? "Equal" })),
    volumes: mapValues(volumes, (volume) => linkVolume(volume)),
    mutexes: options.mutexes ?? [],
    semaphores: options.semaphores ?? [],
  };
}

function linkVolume(volume: NonNullable<NodeOptions["step"]["volumes"]>[string]): Step["volumes"][string] {
  const { readOnly = false, access = "oneNode", ...rest } = volume;
  return { ...rest, readOnly, ...(rest.perRun !== undefined && { access }) } as Step["volumes"][string];
}

function linkProgram(node: StepDefinition, linking: Linking): StepProgram {
  const words = (list: readonly Text[]) =>
    list.map((word) => placed(word, (expression) => withSites(expression, linking.definition.sites)));
  switch (node.kind) {
    case "script":
      return { kind: "script", language: node.options.language, ...linkScriptSource(node, linking) };
    case "spark": {
      const { version, main, storage, driver, executor, conf = {} } = node.options;
      return {
        kind: "spark",
        version,
        main,
        ...pick(node.options, "class"),
        arguments: words(node.options.arguments),
        storage,
        driver,
        executor,
        conf,
      };
    }
    default:
      return { kind: "command", words: words(node.options.command) };
  }
}

function linkCall(node: NodeDefinitionOf<"call">, { definition, context }: Linking): Pick<Call, "kind" | "flow" | "arguments" | "result"> {
  const given = mapValues(node.options.arguments, (expression) => withSites(expression, definition.sites));
  const { flow: reference } = node.options;
  if (reference === undefined) return { kind: "call", flow: { name: "", file: "" }, arguments: given, result: unknownResult };
  const calls: readonly Site[] = sitesOf(reference.calls, definition.sites);
  const called = context.findFlow({ name: reference.name, calls });
  const linked = called && context.linked(called);
  const flow = { name: reference.name, file: called?.origin.file ?? calls[0]?.file ?? "" };
  const about = { definition: `flow:${definition.name}` };
  const anchor = { calls: node.calls, path: [1] };
  if (called === undefined && !context.config.leftOut.has(`flow:${reference.name}`))
    context.report(unknownFlow.at(anchor, { call: node.name, flow: reference.name }, about));
  if (called !== undefined && isAbsent(called, context))
    context.report(absentInEnvironment.at(anchor, { call: node.name, flow: reference.name, environment: context.environment.name }, about));
  return { kind: "call", flow, arguments: given, result: linked?.result ?? unknownResult };
}

/** Whether a definition is left out in the environment at hand. */
export function isAbsent({ options }: FlowDefinition, { environment }: LinkContext): boolean {
  return options.environments?.includes(environment.name) === false;
}

function placed<V extends EnvironmentValue>(value: V, place: (expression: Expression) => Expression): V {
  return typeof value === "object" && "op" in value ? (place(value) as V) : value;
}

function mapValues<V, W>(record: { readonly [name: string]: V }, map: (value: V) => W): { readonly [name: string]: W } {
  const mapped: { [name: string]: W } = {};
  for (const name of Object.keys(record)) mapped[name] = map(record[name] as V);
  return mapped;
}

function pick<T extends object, K extends keyof T>(from: T, ...names: readonly K[]): { [N in K]: Exclude<T[N], undefined> } {
  const picked: Partial<T> = {};
  for (const name of names) if (from[name] !== undefined) picked[name] = from[name];
  return picked as { [N in K]: Exclude<T[N], undefined> };
}
