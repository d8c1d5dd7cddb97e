/** Where a flow uses each construct of the language, so that a target need only say which ones it lacks. */

import type { Anchor } from "../compiler/diagnostics/diagnostic.ts";
import { typeOf } from "../compiler/link/type-of.ts";
import type { PlannedBody, PlannedFlow, PlannedNode } from "../compiler/plan.ts";
import type { Flow, Step } from "../compiler/program.ts";
import { ofDefinition, ofName, ofNode } from "../compiler/rules/rule.ts";
import { expressionsOfStep, visitWithin } from "../compiler/rules/walk/expressions.ts";
import type { ValueType } from "../schema/values/value-type.ts";
import { stepsOf } from "./steps-of.ts";
import type { Construct } from "./target.ts";

/** One use of a construct: `subject` has it ("Step \"train\""), as `what` ("a mutex"). */
export interface ConstructUse {
  readonly construct: Construct;
  readonly at: Anchor;
  readonly subject: string;
  readonly what: string;
}

/** All uses of constructs in the flow and those that it calls: of the whole flow first, then node by node. */
export function constructUses(plan: PlannedFlow): readonly ConstructUse[] {
  return [
    ...ofFlow(plan.flow),
    ...[plan, ...plan.called].flatMap(({ flow, body }) => [...inBody(body, flow)]),
    ...[...stepsOf(plan)].flatMap(({ node, flow, retry }) => ofStep(node, flow, retry.limit > 0 ? retry.on : undefined)),
  ];
}

/** Schedules, bounds and handlers: those of a called flow do not apply. */
function ofFlow(flow: Flow): readonly ConstructUse[] {
  const uses: ConstructUse[] = [];
  const subject = `Flow "${flow.name}"`;
  const use = (construct: Construct, what: string, ...path: readonly (string | number)[]) => {
    uses.push({ construct, at: ofDefinition(flow, ...path), subject, what });
  };
  for (const [index, schedule] of flow.schedules.entries()) {
    const path = flow.schedules.length > 1 ? ["schedule", index] : ["schedule"];
    if (index === 0) use("schedule", "a schedule", ...path);
    if (index === 1) use("severalSchedules", "several schedules", ...path);
    if (!isUtc(schedule.timezone)) use("scheduleTimezone", `a schedule in the zone "${schedule.timezone}"`, ...path, "timezone");
    if (Object.keys(schedule.params).length > 0) use("scheduleParams", "a schedule with parameters", ...path, "params");
    if (schedule.concurrency !== "allow") use("scheduleConcurrency", `\`concurrency: "${schedule.concurrency}"\``, ...path, "concurrency");
  }
  if (flow.timeout !== undefined) use("flowTimeout", "a timeout of the whole run", "timeout");
  if (flow.failFast) use("failFast", "`failFast`", "failFast");
  if (flow.parallelism !== undefined) use("flowParallelism", "`parallelism` of the whole run", "parallelism");
  if (flow.keepFinished !== undefined) use("keepFinished", "`keepFinished`", "keepFinished");
  if (flow.priority !== undefined) use("flowPriority", "a priority", "priority");
  if (flow.mutexes.length > 0) use("mutexes", "a mutex", "mutexes");
  if (flow.semaphores.length > 0) use("semaphores", "a semaphore", "semaphores");
  if (flow.serviceAccount !== undefined) use("serviceAccount", "a service account of its own", "serviceAccount");
  if (Object.keys(flow.labels).length > 0) use("labels", "labels", "labels");
  if (Object.keys(flow.annotations).length > 0) use("labels", "annotations", "annotations");
  if (flow.patch !== undefined) use("patch", "a patch", "patch");
  return uses;
}

function* inBody({ nodes }: PlannedBody, flow: Flow): Iterable<ConstructUse> {
  for (const node of nodes) yield* inNode(node, flow);
}

function* inNode(planned: PlannedNode, flow: Flow): Iterable<ConstructUse> {
  const use = (construct: Construct, subject: string, what: string): ConstructUse => ({
    construct,
    at: ofName(planned.node),
    subject,
    what,
  });
  switch (planned.kind) {
    case "approval":
      yield use("approval", `Flow "${flow.name}"`, `the approval "${planned.node.name}"`);
      return;
    case "call":
      yield use("call", `Flow "${flow.name}"`, `the call "${planned.node.name}"`);
      return;
    case "forEach":
      yield use("forEach", `Flow "${flow.name}"`, `the loop "${planned.node.name}"`);
      yield use("loopParallelism", `Loop "${planned.node.name}"`, `\`parallelism: ${planned.node.parallelism}\``);
      yield* inBody(planned.body, flow);
      return;
    case "repeatUntil":
      yield use("repeatUntil", `Flow "${flow.name}"`, `the \`repeatUntil\` "${planned.node.name}"`);
      yield* inBody(planned.body, flow);
      return;
    case "branch":
      yield {
        construct: planned.node.style,
        at: ofName(planned.node),
        subject: `Flow "${flow.name}"`,
        what: `a \`${planned.node.style}\``,
      };
      for (const { body } of planned.cases) yield* inBody(body, flow);
      return;
    default:
  }
}

function ofStep(step: Step, flow: Flow, retryOn: "failure" | "infrastructure" | "any" | undefined): readonly ConstructUse[] {
  const uses: ConstructUse[] = [];
  const isHandler = step.kind === "onExit" || step.kind === "onFailure";
  const subject = isHandler ? `Handler "${step.name}"` : `Step "${step.name}"`;
  const use = (construct: Construct, what: string, ...path: readonly (string | number)[]) => {
    uses.push({ construct, at: path.length === 0 ? ofName(step) : ofNode(step, ...path), subject, what });
  };
  if (isHandler) use(step.kind === "onExit" ? "onExit" : "onFailure", `the handler \`${step.kind}\``);
  use(
    step.program.kind === "command" ? "step" : step.program.kind,
    `a ${step.program.kind === "command" ? "command" : `${step.program.kind} program`}`,
  );
  for (const [name, type] of Object.entries(step.outputs)) {
    const carried = type.type === "optional" ? type.of : type;
    if (type.type === "optional") use("optionalOutputs", `the optional output "${name}"`, "outputs", name);
    use(isArtifact(carried) ? "artifacts" : "values", `the ${isArtifact(carried) ? "artifact" : "value"} "${name}"`, "outputs", name);
  }
  for (const [name, expression] of Object.entries(step.inputs)) {
    const { type } = typeOf(expression, flow);
    if (type === "artifact") use("artifacts", `the artifact "${name}" as an input`, "inputs", name);
    if (type === "artifacts") use("gatheredArtifacts", `the artifacts "${name}" of a loop as an input`, "inputs", name);
  }
  if (expressionsOfStep(step).some(readsAttempt)) use("runAttempt", "`run.attempt`");
  if (retryOn === "failure" || retryOn === "any") use("retryOnFailure", "a retry", "retry");
  if (retryOn === "infrastructure" || retryOn === "any")
    use("retryOnInfrastructure", `a retry on ${retryOn === "any" ? "any loss" : "infrastructure"}`, "retry", "on");
  if (retryOn !== undefined && step.retry?.backoff !== undefined) use("retryBackoff", "a backoff", "retry", "backoff");
  if (step.timeout !== undefined) use("timeout", "a timeout", "timeout");
  if (step.queueTimeout !== undefined) use("queueTimeout", "`queueTimeout`", "queueTimeout");
  if (step.terminationGrace !== undefined) use("terminationGrace", "`terminationGrace`", "terminationGrace");
  if (step.checkpoint) use("checkpoint", "a checkpoint", "checkpoint");
  if (step.cache !== undefined) use("cache", "a cache", "cache");
  const { gpu, ...plain } = step.resources;
  if (Object.values(plain).some((quantity) => quantity !== undefined)) use("resources", "resources", "resources");
  if (gpu !== undefined) use("gpu", "GPUs", "resources", "gpu");
  for (const [name, value] of Object.entries(step.env)) {
    if (typeof value === "string") continue;
    if ("secret" in value) use("secrets", `the variable "${name}" from a secret`, "env", name);
    if ("configMap" in value) use("configMaps", `the variable "${name}" from a config map`, "env", name);
  }
  for (const [name, volume] of Object.entries(step.volumes)) {
    const construct = "secret" in volume ? "secrets" : "configMap" in volume ? "configMaps" : "volumes";
    use(construct, `the volume "${name}"`, "volumes", name);
  }
  if (Object.keys(step.nodeSelector).length > 0) use("nodeSelector", "a node selector", "nodeSelector");
  if (step.tolerations.length > 0) use("tolerations", "tolerations", "tolerations");
  if (step.affinity !== undefined) use("affinity", "an affinity", "affinity");
  if (step.mutexes.length > 0) use("mutexes", "a mutex", "mutexes");
  if (step.semaphores.length > 0) use("semaphores", "a semaphore", "semaphores");
  if (step.priority !== undefined) use("priority", "a priority", "priority");
  if (step.serviceAccount !== undefined) use("serviceAccount", "a service account of its own", "serviceAccount");
  if (Object.keys(step.labels).length > 0) use("labels", "labels", "labels");
  if (Object.keys(step.annotations).length > 0) use("labels", "annotations", "annotations");
  if (step.imagePull !== undefined) use("imagePull", "`imagePull`", "imagePull");
  if (step.patch !== undefined) use("patch", "a patch", "patch");
  return uses;
}

function readsAttempt(expression: Parameters<typeof visitWithin>[0]): boolean {
  let reads = false;
  visitWithin(expression, (inner) => {
    reads ||= inner.op === "run" && inner.field === "attempt";
  });
  return reads;
}

function isArtifact({ type }: ValueType): boolean {
  return type === "artifact" || type === "artifacts";
}

function isUtc(zone: string): boolean {
  return zone === "UTC" || zone === "Etc/UTC";
}
