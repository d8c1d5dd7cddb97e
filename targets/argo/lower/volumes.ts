/** Volumes of a pod: those of the step, and ours for outputs, shared memory and checkpoints. */
import type { PlannedStep } from "../../../compiler/plan.ts";
import type { Volume as Wanted } from "../../../compiler/program.ts";
import { kebab, uniqueNames } from "../../names.ts";
import type { Volume, VolumeClaimTemplate, VolumeMount } from "../schema.ts";
import { outputsFolder } from "./command.ts";
import type { Room } from "./lowering.ts";

export function podVolumes(
  room: Room,
  { node, path }: PlannedStep,
  position: string | undefined,
): { readonly volumes: readonly Volume[]; readonly volumeMounts: readonly VolumeMount[] } {
  const volumes: Volume[] = [];
  const volumeMounts: VolumeMount[] = [];
  const takeName = uniqueNames("millwright-outputs", "millwright-checkpoint", "millwright-shm");
  for (const [wanted, volume] of Object.entries(node.volumes)) {
    const name = "perRun" in volume ? kebab(wanted) : takeName(kebab(wanted));
    if ("perRun" in volume) room.lowering.volumeClaims.set(name, perRun(name, volume));
    else volumes.push(volumeOf(name, volume));
    volumeMounts.push({ name, mountPath: volume.mountAt, ...(volume.readOnly && { readOnly: true }) });
  }
  if (Object.keys(node.outputs).length > 0) {
    volumes.push({ name: "millwright-outputs", emptyDir: {} });
    volumeMounts.push({ name: "millwright-outputs", mountPath: outputsFolder });
  }
  const { sharedMemory } = node.resources;
  if (sharedMemory !== undefined) {
    volumes.push({ name: "millwright-shm", emptyDir: { medium: "Memory", sizeLimit: sharedMemory } });
    volumeMounts.push({ name: "millwright-shm", mountPath: "/dev/shm" });
  }
  const claim = room.lowering.context.environment.checkpoints?.claim;
  if (node.checkpoint && claim !== undefined) {
    volumes.push({ name: "millwright-checkpoint", persistentVolumeClaim: { claimName: claim } });
    volumeMounts.push({
      name: "millwright-checkpoint",
      mountPath: "/millwright/checkpoint",
      subPath: `{{workflow.name}}/${room.path}${path}${position === undefined ? "" : `/{{inputs.parameters.${position}}}`}`,
    });
  }
  return { volumes, volumeMounts };
}

function volumeOf(name: string, volume: Exclude<Wanted, { readonly perRun: string }>): Volume {
  if ("claim" in volume) return { name, persistentVolumeClaim: { claimName: volume.claim } };
  if ("empty" in volume) return { name, emptyDir: { sizeLimit: volume.empty } };
  if ("configMap" in volume) return { name, configMap: { name: volume.configMap } };
  return { name, secret: { secretName: volume.secret } };
}

function perRun(name: string, volume: Extract<Wanted, { readonly perRun: string }>): VolumeClaimTemplate {
  return {
    metadata: { name },
    spec: {
      accessModes: [volume.access === "manyNodes" ? "ReadWriteMany" : "ReadWriteOnce"],
      ...(volume.storageClass !== undefined && { storageClassName: volume.storageClass }),
      resources: { requests: { storage: volume.perRun } },
    },
  };
}
