/** What a step's pod has beside its command: the platform document, and the sizes in the executor. */
import type { PlannedStep } from "../../../compiler/plan.ts";
import type { Step, Volume } from "../../../compiler/program.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import { gpuPlacement } from "../../gpu-placement.ts";
import { kebab, uniqueNames } from "../../names.ts";
import type { ContainerSpec, ExecutorConfig } from "../schema.ts";
import type { Room } from "./lowering.ts";

/** Whole seconds, rounded up: a bound is never shorter than what was asked. */
export function seconds(duration: string): number {
  return Math.max(1, Math.ceil((parseDuration(duration) ?? 0) / 1000));
}

/** Processors are asked for and not limited, memory is both. */
export function resourcesOf({ resources: { cpu, memory, gpu } }: Step): ContainerSpec["resources"] | undefined {
  if (cpu === undefined && memory === undefined && gpu === undefined) return undefined;
  return {
    ...(cpu !== undefined && { resourceCpuRequest: String(cpu) }),
    ...(memory !== undefined && { resourceMemoryLimit: memory, resourceMemoryRequest: memory }),
    ...(gpu !== undefined && { accelerator: { resourceCount: String(gpu.count), resourceType: "nvidia.com/gpu" } }),
  };
}

const name = (constant: string) => ({ runtimeValue: { constant } });
const pullPolicies = { always: "Always", ifNotPresent: "IfNotPresent", never: "Never" } as const;

/** The step's entry in the platform document. */
export function executorConfig(room: Room, { node, path, timeoutMs }: PlannedStep): ExecutorConfig {
  const placement = gpuPlacement(room.lowering.context.program, node);
  const nodeSelector = { ...placement.nodeSelector, ...node.nodeSelector };
  const tolerations = [...node.tolerations.map(toleration), ...placement.tolerations];
  return {
    ...(timeoutMs !== undefined && { activeDeadlineSeconds: String(Math.max(1, Math.ceil(timeoutMs / 1000))) }),
    ...environmentOf(node),
    ...volumesOf(node),
    ...(node.imagePull?.policy !== undefined && { imagePullPolicy: pullPolicies[node.imagePull.policy] }),
    ...(node.imagePull?.secrets !== undefined &&
      node.imagePull.secrets.length > 0 && {
        imagePullSecret: node.imagePull.secrets.map((secret) => ({ secretNameParameter: name(secret) })),
      }),
    // Terms are alternatives.
    ...(placement.terms.length > 0 && {
      nodeAffinity: placement.terms.map(({ key, values }) => ({ matchExpressions: [{ key, operator: "In", values }] })),
    }),
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector: { labels: nodeSelector } }),
    podMetadata: { annotations: { ...node.annotations, ...stepAnnotations(room, path) }, ...labelsOf(node) },
    ...(tolerations.length > 0 && { tolerations }),
  };
}

function labelsOf({ labels }: Step) {
  return Object.keys(labels).length > 0 ? { labels } : {};
}

/** Annotations that lead a failed pod back to its definition, which may be that of a called flow. */
function stepAnnotations(room: Room, path: string) {
  const { flow } = room.plan;
  return {
    "millwright.dev/flow": room.lowering.plan.flow.name,
    "millwright.dev/step": `${room.path}${path}`,
    "millwright.dev/source": `${flow.origin.file}#${flow.origin.exportName}/${path}`,
    "millwright.dev/program": room.lowering.plan.programHash,
  };
}

function environmentOf({ env }: Step): ExecutorConfig {
  const secrets: NonNullable<ExecutorConfig["secretAsEnv"]>[number][] = [];
  const configMaps: NonNullable<ExecutorConfig["configMapAsEnv"]>[number][] = [];
  for (const [envVar, value] of Object.entries(env)) {
    if (typeof value === "string") continue;
    if ("secret" in value)
      secrets.push({ keyToEnv: [{ envVar, secretKey: value.key }], optional: false, secretNameParameter: name(value.secret) });
    else if ("configMap" in value)
      configMaps.push({ configMapNameParameter: name(value.configMap), keyToEnv: [{ configMapKey: value.key, envVar }], optional: false });
  }
  return { ...(configMaps.length > 0 && { configMapAsEnv: configMaps }), ...(secrets.length > 0 && { secretAsEnv: secrets }) };
}

function volumesOf({ volumes, resources: { sharedMemory } }: Step): ExecutorConfig {
  const all = Object.entries(volumes);
  const of = <T>(make: (volume: Volume, volumeName: string) => T | undefined): readonly T[] => {
    const takeName = uniqueNames("shared-memory");
    return all.map(([wanted, volume]) => make(volume, takeName(kebab(wanted)))).filter((made) => made !== undefined);
  };
  const configMaps = of((volume) =>
    "configMap" in volume
      ? { configMapNameParameter: name(volume.configMap), mountPath: volume.mountAt, optional: false as const }
      : undefined,
  );
  const secrets = of((volume) =>
    "secret" in volume ? { mountPath: volume.mountAt, optional: false as const, secretNameParameter: name(volume.secret) } : undefined,
  );
  const claims = of((volume) => ("claim" in volume ? { mountPath: volume.mountAt, pvcNameParameter: name(volume.claim) } : undefined));
  const empty: NonNullable<ExecutorConfig["emptyDirMounts"]> = [
    ...of((volume, volumeName) => ("empty" in volume ? { mountPath: volume.mountAt, sizeLimit: volume.empty, volumeName } : undefined)),
    ...(sharedMemory === undefined
      ? []
      : [{ medium: "Memory" as const, mountPath: "/dev/shm", sizeLimit: sharedMemory, volumeName: "shared-memory" }]),
  ];
  return {
    ...(configMaps.length > 0 && { configMapAsVolume: configMaps }),
    ...(empty.length > 0 && { emptyDirMounts: empty }),
    ...(claims.length > 0 && { pvcMount: claims }),
    ...(secrets.length > 0 && { secretAsVolume: secrets }),
  };
}

function toleration({ key, operator, value, effect, for: stay }: Step["tolerations"][number]) {
  return {
    ...(effect !== undefined && { effect }),
    key,
    operator,
    ...(stay !== undefined && { tolerationSeconds: String(seconds(stay)) }),
    ...(value !== undefined && { value }),
  };
}
