import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { defineArgoRule } from "./argo-rule.ts";

const reserved = [
  { path: "/millwright", owner: "Millwright" },
  { path: "/argo", owner: "Argo" },
  { path: "/var/run/argo", owner: "Argo" },
] as const;

function within(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder.replace(/\/$/, "")}/`);
}

/**
 * Mount path reserved
 *
 * No volume is mounted where the emitted command or Argo keeps its own files.
 */
export const mountPathReserved = defineArgoRule({
  code: "argo/mount-path-reserved",
  severity: "error",
  message: message`Volume "${"volume"}" of step "${"step"}" is mounted at "${"path"}", where ${"owner"} keeps files.`,
  why: "The pod would be refused, or the step would lose its inputs and outputs.",
  help: message`Mount it elsewhere.`,
  *find({ plan }) {
    for (const { node } of stepsOf(plan)) {
      for (const [volume, { mountAt }] of Object.entries(node.volumes)) {
        const own = reserved.find(({ path }) => within(mountAt, path) || within(path, mountAt));
        const shared = mountAt === "/dev/shm" && node.resources.sharedMemory !== undefined ? "the step's own shared memory" : undefined;
        const owner = own?.owner ?? shared;
        if (owner !== undefined)
          yield { at: ofNode(node, "volumes", volume, "mountAt"), values: { volume, step: node.name, path: mountAt, owner } };
      }
    }
  },
});
