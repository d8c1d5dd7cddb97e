import type { MeaningCase } from "../meaning/cases.ts";
import { environment } from "./platform.ts";

/** What a cluster has before any flow is applied: the claim for checkpoints, and the secrets, config maps and priority classes of the cases. */
export function surroundings(cases: readonly MeaningCase[]): readonly unknown[] {
  const { namespace, claim } = environment;
  const secrets = cases.flatMap(({ expected }) => Object.entries(expected.secrets ?? {}));
  const configMaps = cases.flatMap(({ expected }) => Object.entries(expected.configMaps ?? {}));
  const classes = cases.flatMap(({ expected }) => Object.entries(expected.priorityClasses ?? {}));
  return [
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: claim, namespace },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    },
    ...secrets.map(([name, stringData]) => ({ apiVersion: "v1", kind: "Secret", metadata: { name, namespace }, stringData })),
    ...configMaps.map(([name, data]) => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace }, data })),
    ...classes.map(([name, value]) => ({ apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name }, value })),
  ];
}
