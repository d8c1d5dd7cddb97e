import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Mount path taken
 *
 * Of the volumes of a step, each is mounted at a path of its own; /dev/shm is the shared memory's.
 *
 * Source: Kubernetes v1.35, VolumeMount.mountPath must be unique in a container
 */
export const mountPathTaken = defineStepRule({
  code: "check/mount-path-taken",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" mounts the volume "${"volume"}" at "${"path"}", where ${"other"} is already.`,
  why: "Kubernetes refuses a pod with two volumes in one place.",
  help: message`Give it another \`mountAt\`.`,
  *find(step) {
    const seen = new Map<string, string>();
    if (step.resources.sharedMemory !== undefined) seen.set("dev/shm", "the shared memory");
    for (const [volume, { mountAt }] of Object.entries(step.volumes)) {
      const place = mountAt
        .split("/")
        .filter((part) => part !== "")
        .join("/");
      const other = seen.get(place);
      if (other === undefined) seen.set(place, `the volume "${volume}"`);
      else yield { at: ofNode(step, "volumes", volume, "mountAt"), values: { step: step.name, volume, path: mountAt, other } };
    }
  },
});
