import type { Json } from "../../../schema/record.ts";
import { message } from "../../diagnostics/message.ts";
import { isStep, type Patch } from "../../program.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition, ofNode } from "../rule.ts";

/**
 * Patch escapes pod
 *
 * A patch does not give a step more rights than a pod has by itself: no host, no privileges, no other account.
 *
 * What only takes rights away (`runAsNonRoot`, `readOnlyRootFilesystem`, dropped capabilities) is fine. It can be silenced with a reason, where a team means it.
 *
 * See https://kubernetes.io/docs/concepts/security/pod-security-standards/ (baseline); CVE-2026-31892, CVE-2026-42296
 */
export const patchEscapesPod = defineFlowRule({
  code: "check/patch-escapes-pod",
  severity: "error",
  message: message`${"where"} patches "${"path"}", which ${"effect"}.`,
  why: "Whoever can change the definition could take over the node or read what belongs to others.",
  help: message`Remove it. If the step cannot do without, silence this line with a reason and a date.`,
  *find(flow) {
    for (const { target, path, effect } of escapes(flow.patch))
      yield {
        at: ofDefinition(flow, "patch", target, ...path),
        values: { where: `Flow "${flow.name}"`, path: said(target, path), effect },
      };
    for (const step of flow.nodes.filter(isStep))
      for (const { target, path, effect } of escapes(step.patch))
        yield { at: ofNode(step, "patch", target, ...path), values: { where: `Step "${step.name}"`, path: said(target, path), effect } };
  },
});

type Path = readonly (string | number)[];

/** The members that escape, by name: what they do, and the values with which they do it. */
const dangerous: Readonly<Record<string, readonly [effect: string, escapes: (value: Json) => boolean]>> = {
  podSpecPatch: ["may change anything in the pod, unchecked", always],
  hostNetwork: ["opens the network of the node", isTrue],
  hostPID: ["shows the processes of the node", isTrue],
  hostIPC: ["shares the memory of the node's processes", isTrue],
  hostUsers: ["runs as a user of the node", isTrue],
  hostPath: ["mounts the files of the node", always],
  hostPort: ["opens a port of the node", (value) => value !== 0],
  hostProcess: ["runs as a process of the node", isTrue],
  privileged: ["lifts the walls between container and node", isTrue],
  allowPrivilegeEscalation: ["lets a program gain rights", isTrue],
  procMount: ["shows the kernel's files", (value) => value !== "Default"],
  runAsUser: ["runs as root", (value) => value === 0],
  runAsGroup: ["runs as root's group", (value) => value === 0],
  runAsNonRoot: ["allows root", (value) => value === false],
  sysctls: ["changes the kernel's settings", always],
  add: ["adds capabilities of the kernel", always],
  serviceAccountName: ["runs as another account; the field `serviceAccount` says so openly", always],
  serviceAccount: ["runs as another account; the step's own field `serviceAccount` says so openly", always],
  automountServiceAccountToken: ["hands out the account's token", isTrue],
  executor: ["changes the account of the engine's own container", always],
};
/** Members that mean danger only inside another one. */
const within: Readonly<Record<string, string>> = { add: "capabilities" };

function* escapes(patch: Patch | undefined) {
  for (const [target, fields] of Object.entries(patch ?? {})) yield* walk(target, fields, []);
}

function* walk(
  target: string,
  value: Json,
  path: Path,
): Iterable<{ readonly target: string; readonly path: Path; readonly effect: string }> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const inner = [...path, Array.isArray(value) ? Number(key) : key];
    const [effect, isDangerous] = Object.hasOwn(dangerous, key) ? (dangerous[key] ?? []) : [];
    const parent = within[key];
    if (effect !== undefined && isDangerous?.(member) === true && (parent === undefined || path.at(-1) === parent))
      yield { target, path: inner, effect };
    else if (isUnconfined(key, member)) yield { target, path: inner, effect: "lifts the filter of kernel calls" };
    else yield* walk(target, member, inner);
  }
}

function isUnconfined(key: string, value: Json): boolean {
  return (key === "seccompProfile" || key === "appArmorProfile") && JSON.stringify(value).includes('"Unconfined"');
}

function said(target: string, path: Path): string {
  return [target, ...path].join(".");
}

function always(): boolean {
  return true;
}

function isTrue(value: Json): boolean {
  return value === true;
}
