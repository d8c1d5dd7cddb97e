/** Where and with what a step's pod runs. */
import type { PlannedStep } from "../../../compiler/plan.ts";
import type { Step } from "../../../compiler/program.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import { gpuPlacement } from "../../gpu-placement.ts";
import type { Container, Data, Strings, Synchronization, Template, Toleration } from "../schema.ts";
import { seconds } from "./durations.ts";
import { withTerms } from "./gpu.ts";
import type { Room } from "./lowering.ts";
import { podVolumes } from "./volumes.ts";

/** The fields of a template that place its pod. */
export function podFields(room: Room, planned: PlannedStep, position: string | undefined): Partial<Template> {
  const { node } = planned;
  const { volumes } = podVolumes(room, planned, position);
  const placement = gpuPlacement(room.lowering.context.program, node);
  const tolerations = [...node.tolerations.map(toleration), ...placement.tolerations];
  const nodeSelector: Strings = { ...placement.nodeSelector, ...node.nodeSelector };
  const affinity: Data | undefined = withTerms(node.affinity, placement.terms);
  const synchronization = synchronizationOf(node);
  const patch = podSpecPatch(node);
  return {
    ...(synchronization !== undefined && { synchronization }),
    ...(node.serviceAccount !== undefined && { serviceAccountName: node.serviceAccount }),
    ...(node.priority !== undefined && { priorityClassName: node.priority }),
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(tolerations.length > 0 && { tolerations }),
    ...(affinity !== undefined && { affinity }),
    ...(patch !== undefined && { podSpecPatch: patch }),
    ...(volumes.length > 0 && { volumes }),
  };
}

export function synchronizationOf({
  mutexes,
  semaphores,
}: {
  readonly mutexes: Step["mutexes"];
  readonly semaphores: Step["semaphores"];
}): Synchronization | undefined {
  if (mutexes.length + semaphores.length === 0) return undefined;
  return {
    ...(mutexes.length > 0 && { mutexes: mutexes.map((name) => ({ name })) }),
    ...(semaphores.length > 0 && {
      semaphores: semaphores.map(({ configMap, key }) => ({ configMapKeyRef: { name: configMap, key } })),
    }),
  };
}

/** What Argo has no field for on a template. */
function podSpecPatch({ terminationGrace, imagePull }: Step): string | undefined {
  const grace = terminationGrace === undefined ? undefined : parseDuration(terminationGrace);
  const secrets = imagePull?.secrets ?? [];
  if (grace === undefined && secrets.length === 0) return undefined;
  return JSON.stringify({
    ...(grace !== undefined && { terminationGracePeriodSeconds: seconds(grace) }),
    ...(secrets.length > 0 && { imagePullSecrets: secrets.map((name) => ({ name })) }),
  });
}

function toleration({ key, operator, value, effect, for: stay }: Step["tolerations"][number]): Toleration {
  const seconded = stay === undefined ? undefined : parseDuration(stay);
  return {
    key,
    operator,
    ...(value !== undefined && { value }),
    ...(effect !== undefined && { effect }),
    ...(seconded !== undefined && { tolerationSeconds: seconds(seconded) }),
  };
}

/** The container's sizes: processors are asked for and not limited, the rest is both. */
export function resourcesOf({ resources }: Step): Container["resources"] | undefined {
  const { cpu, memory, ephemeralStorage, gpu } = resources;
  const both: Strings = {
    ...(memory !== undefined && { memory }),
    ...(ephemeralStorage !== undefined && { "ephemeral-storage": ephemeralStorage }),
  };
  const requests: Strings = { ...(cpu !== undefined && { cpu: String(cpu) }), ...both };
  const limits: Strings = { ...both, ...(gpu !== undefined && { "nvidia.com/gpu": String(gpu.count) }) };
  if (Object.keys(requests).length + Object.keys(limits).length === 0) return undefined;
  return {
    ...(Object.keys(requests).length > 0 && { requests }),
    ...(Object.keys(limits).length > 0 && { limits }),
  };
}

const pullPolicies = { always: "Always", ifNotPresent: "IfNotPresent", never: "Never" } as const;

export function pullPolicy({ imagePull }: Step): Container["imagePullPolicy"] | undefined {
  return imagePull?.policy && pullPolicies[imagePull.policy];
}
