import type { MeaningCase } from "../meaning/cases.ts";
import { environment } from "./platform.ts";

/** What a cluster has before any flow is applied: the claim for checkpoints, and the secrets of the cases. */
export function surroundings(cases: readonly MeaningCase[]): readonly unknown[] {
  const { namespace, claim } = environment;
  const secrets = cases.flatMap(({ expected }) => Object.entries(expected.secrets ?? {}));
  return [
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: claim, namespace },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    },
    ...secrets.map(([name, stringData]) => ({ apiVersion: "v1", kind: "Secret", metadata: { name, namespace }, stringData })),
  ];
}
