import { expect, it } from "vitest";
import { patchEscapesPod } from "../../compiler/rules/pods/patch-escapes-pod.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts what takes rights away", () => {
  expect(
    find(
      patchEscapesPod,
      oneStep({
        patch: {
          argo: {
            securityContext: {
              runAsNonRoot: true,
              readOnlyRootFilesystem: true,
              runAsUser: 1000,
              capabilities: { drop: ["ALL"] },
              seccompProfile: { type: "RuntimeDefault" },
            },
            hostNetwork: false,
          },
        },
      }),
    ),
  ).toEqual([]);
});

it("reports host, privileges and accounts, wherever they stand", () => {
  expect(
    find(
      patchEscapesPod,
      oneStep({
        patch: {
          argo: {
            hostNetwork: true,
            serviceAccountName: "admin",
            volumes: [{ name: "x", hostPath: { path: "/" } }],
            container: { securityContext: { privileged: true, capabilities: { add: ["SYS_ADMIN"] } } },
          },
        },
      }),
    ),
  ).toEqual([
    {
      is: "error check/patch-escapes-pod",
      at: "fit 1.patch.argo.hostNetwork",
      says: 'Step "fit" patches "argo.hostNetwork", which opens the network of the node.',
      help: "Remove it. If the step cannot do without, silence this line with a reason and a date.",
    },
    {
      is: "error check/patch-escapes-pod",
      at: "fit 1.patch.argo.serviceAccountName",
      says: 'Step "fit" patches "argo.serviceAccountName", which runs as another account; the field `serviceAccount` says so openly.',
      help: "Remove it. If the step cannot do without, silence this line with a reason and a date.",
    },
    {
      is: "error check/patch-escapes-pod",
      at: "fit 1.patch.argo.volumes.0.hostPath",
      says: 'Step "fit" patches "argo.volumes.0.hostPath", which mounts the files of the node.',
      help: "Remove it. If the step cannot do without, silence this line with a reason and a date.",
    },
    {
      is: "error check/patch-escapes-pod",
      at: "fit 1.patch.argo.container.securityContext.privileged",
      says: 'Step "fit" patches "argo.container.securityContext.privileged", which lifts the walls between container and node.',
      help: "Remove it. If the step cannot do without, silence this line with a reason and a date.",
    },
    {
      is: "error check/patch-escapes-pod",
      at: "fit 1.patch.argo.container.securityContext.capabilities.add",
      says: 'Step "fit" patches "argo.container.securityContext.capabilities.add", which adds capabilities of the kernel.',
      help: "Remove it. If the step cannot do without, silence this line with a reason and a date.",
    },
  ]);
});

it("reports the patch that may hold anything, on a flow too", () => {
  expect(find(patchEscapesPod, oneStep({}, { patch: { argo: { podSpecPatch: "{}" } } }))).toEqual([
    {
      is: "error check/patch-escapes-pod",
      at: "churn 1.patch.argo.podSpecPatch",
      says: 'Flow "churn" patches "argo.podSpecPatch", which may change anything in the pod, unchecked.',
      help: "Remove it. If the step cannot do without, silence this line with a reason and a date.",
    },
  ]);
});

it("reports root and an open filter of kernel calls", () => {
  expect(
    find(patchEscapesPod, oneStep({ patch: { argo: { securityContext: { runAsUser: 0, seccompProfile: { type: "Unconfined" } } } } })),
  ).toEqual([
    {
      is: "error check/patch-escapes-pod",
      at: "fit 1.patch.argo.securityContext.runAsUser",
      says: 'Step "fit" patches "argo.securityContext.runAsUser", which runs as root.',
      help: "Remove it. If the step cannot do without, silence this line with a reason and a date.",
    },
    {
      is: "error check/patch-escapes-pod",
      at: "fit 1.patch.argo.securityContext.seccompProfile",
      says: 'Step "fit" patches "argo.securityContext.seccompProfile", which lifts the filter of kernel calls.',
      help: "Remove it. If the step cannot do without, silence this line with a reason and a date.",
    },
  ]);
});
