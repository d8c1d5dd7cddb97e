import type { Anchor } from "../../diagnostics/diagnostic.ts";
import { type Flow, isStep, type Step } from "../../program.ts";
import { ofDefinition, ofNode } from "../rule.ts";
import { isText } from "../walk/expressions.ts";
import { flowHolder, type Holder, stepHolders } from "../walk/locks.ts";

/** A name of an object of the cluster, where a definition writes it. */
export interface ClusterName {
  /** `label`: without dots, at most 63 characters. */
  readonly form: "label" | "subdomain";
  readonly where: string;
  readonly what: string;
  readonly name: string;
  readonly at: Anchor;
}

/** All names of objects of the cluster in a flow. */
export function* namesOf(flow: Flow): Iterable<ClusterName> {
  if (flow.serviceAccount !== undefined)
    yield subdomain(`Flow "${flow.name}"`, "the service account", flow.serviceAccount, ofDefinition(flow, "serviceAccount"));
  for (const holder of [flowHolder(flow), ...stepHolders(flow)]) yield* namesOfLocks(holder);
  for (const node of flow.nodes) if (isStep(node)) yield* namesOfStep(node);
}

function* namesOfLocks({ said, mutexes, semaphores, at }: Holder): Iterable<ClusterName> {
  for (const [index, mutex] of mutexes.entries()) yield subdomain(said, "the mutex", mutex, at("mutexes", index));
  for (const [index, { configMap }] of semaphores.entries()) yield subdomain(said, "the config map", configMap, at("semaphores", index));
}

function* namesOfStep(step: Step): Iterable<ClusterName> {
  const where = `Step "${step.name}"`;
  if (step.serviceAccount !== undefined) yield subdomain(where, "the service account", step.serviceAccount, ofNode(step, "serviceAccount"));
  if (step.priority !== undefined) yield subdomain(where, "the priority class", step.priority, ofNode(step, "priority"));
  for (const [variable, value] of Object.entries(step.env)) {
    if (isText(value)) continue;
    const [what, name] = "secret" in value ? ["the secret", value.secret] : ["the config map", value.configMap];
    yield subdomain(where, what, name, ofNode(step, "env", variable));
  }
  for (const [index, name] of (step.imagePull?.secrets ?? []).entries())
    yield subdomain(where, "the pull secret", name, ofNode(step, "imagePull", "secrets", index));
  for (const [volumeName, volume] of Object.entries(step.volumes)) {
    yield { form: "label", where, what: "the volume", name: volumeName, at: ofNode(step, "volumes", volumeName) };
    const at = (field: string) => ofNode(step, "volumes", volumeName, field);
    if ("claim" in volume) yield subdomain(where, "the claim", volume.claim, at("claim"));
    if ("configMap" in volume) yield subdomain(where, "the config map", volume.configMap, at("configMap"));
    if ("secret" in volume) yield subdomain(where, "the secret", volume.secret, at("secret"));
    if ("storageClass" in volume && volume.storageClass !== undefined)
      yield subdomain(where, "the storage class", volume.storageClass, at("storageClass"));
  }
}

function subdomain(where: string, what: string, name: string, at: Anchor): ClusterName {
  return { form: "subdomain", where, what, name, at };
}
