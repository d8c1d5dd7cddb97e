import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/** What belongs to the kernel, the runtime, or Millwright's own volumes. */
const taken = ["/proc", "/sys", "/dev", "/millwright"];

/**
 * Mount path
 *
 * A volume is mounted at an absolute path without "." and ".." parts and without ":", and at none that belongs to the system.
 *
 * Source: Kubernetes v1.35, validation of VolumeMount.mountPath; containers mount /proc, /sys and /dev themselves
 */
export const mountPath = defineStepRule({
  code: "check/mount-path",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" mounts the volume "${"volume"}" at "${"path"}", ${"problem"}.`,
  why: "The pod would not start, or what the container needs there would be hidden.",
  help: message`Write a path of your own, such as "/data".`,
  *find(step) {
    for (const [volume, { mountAt }] of Object.entries(step.volumes)) {
      const problem = problemOf(mountAt);
      if (problem !== undefined)
        yield { at: ofNode(step, "volumes", volume, "mountAt"), values: { step: step.name, volume, path: mountAt, problem } };
    }
  },
});

function problemOf(path: string): string | undefined {
  if (!path.startsWith("/")) return "which is not absolute";
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.length === 0) return "which is the whole file system";
  if (parts.includes("..") || parts.includes(".")) return 'in which "." and ".." mean another place';
  if (path.includes(":")) return 'which holds a ":"';
  const first = `/${parts[0]}`;
  return taken.includes(first) && !(first === "/dev" && parts.length > 1) ? `which belongs to ${owner(first)}` : undefined;
}

function owner(path: string): string {
  return path === "/millwright" ? "Millwright" : "the system";
}
