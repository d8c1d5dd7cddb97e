import { expect, it } from "vitest";
import { kubernetesName } from "../../compiler/rules/names/kubernetes-name.ts";
import { configMap, secret } from "../../schema/index.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts the longest names", () => {
  expect(
    find(
      kubernetesName,
      oneStep({
        serviceAccount: `${"a".repeat(249)}.b-c`,
        env: { TOKEN: secret("a", "key") },
        volumes: { [`${"a".repeat(63)}`]: { claim: "rows.2", mountAt: "/rows" } },
      }),
    ),
  ).toEqual([]);
});

it("reports each name that no object can have", () => {
  expect(
    find(
      kubernetesName,
      oneStep(
        {
          serviceAccount: "Runner",
          priority: "high_priority",
          mutexes: ["-warehouse"],
          semaphores: [{ configMap: "limits.", key: "gpu" }],
          env: { A: secret("Hugging_Face", "t"), B: configMap("a..b", "k") },
          imagePull: { secrets: [""] },
        },
        { serviceAccount: "run er" },
      ),
    ),
  ).toEqual([
    {
      is: "error check/kubernetes-name",
      at: "churn 1.serviceAccount",
      says: 'Flow "churn" names the service account "run er", where at most 253 small letters, digits, "-" and "." are expected.',
      help: "Write the name as `kubectl get` shows it.",
    },
    {
      is: "error check/kubernetes-name",
      at: "fit 1.mutexes.0",
      says: 'Step "fit" names the mutex "-warehouse", where at most 253 small letters, digits, "-" and "." are expected.',
      help: "Write the name as `kubectl get` shows it.",
    },
    {
      is: "error check/kubernetes-name",
      at: "fit 1.semaphores.0",
      says: 'Step "fit" names the config map "limits.", where at most 253 small letters, digits, "-" and "." are expected.',
      help: "Write the name as `kubectl get` shows it.",
    },
    {
      is: "error check/kubernetes-name",
      at: "fit 1.serviceAccount",
      says: 'Step "fit" names the service account "Runner", where at most 253 small letters, digits, "-" and "." are expected.',
      help: "Write the name as `kubectl get` shows it.",
    },
    {
      is: "error check/kubernetes-name",
      at: "fit 1.priority",
      says: 'Step "fit" names the priority class "high_priority", where at most 253 small letters, digits, "-" and "." are expected.',
      help: "Write the name as `kubectl get` shows it.",
    },
    {
      is: "error check/kubernetes-name",
      at: "fit 1.env.A",
      says: 'Step "fit" names the secret "Hugging_Face", where at most 253 small letters, digits, "-" and "." are expected.',
      help: "Write the name as `kubectl get` shows it.",
    },
    {
      is: "error check/kubernetes-name",
      at: "fit 1.env.B",
      says: 'Step "fit" names the config map "a..b", where at most 253 small letters, digits, "-" and "." are expected.',
      help: "Write the name as `kubectl get` shows it.",
    },
    {
      is: "error check/kubernetes-name",
      at: "fit 1.imagePull.secrets.0",
      says: 'Step "fit" names the pull secret "", where at most 253 small letters, digits, "-" and "." are expected.',
      help: "Write the name as `kubectl get` shows it.",
    },
  ]);
});

it("reports a volume whose name has a dot, and what it mounts", () => {
  expect(
    find(
      kubernetesName,
      oneStep({
        volumes: { "my.rows": { claim: "Rows", mountAt: "/rows" }, fast: { perRun: "1Gi", storageClass: "SSD", mountAt: "/fast" } },
      }),
    ),
  ).toEqual([
    {
      is: "error check/kubernetes-name",
      at: "fit 1.volumes.my.rows",
      says: 'Step "fit" names the volume "my.rows", where at most 63 small letters, digits and "-" are expected.',
      help: "Write the name as `kubectl get` shows it.",
    },
    {
      is: "error check/kubernetes-name",
      at: "fit 1.volumes.my.rows.claim",
      says: 'Step "fit" names the claim "Rows", where at most 253 small letters, digits, "-" and "." are expected.',
      help: "Write the name as `kubectl get` shows it.",
    },
    {
      is: "error check/kubernetes-name",
      at: "fit 1.volumes.fast.storageClass",
      says: 'Step "fit" names the storage class "SSD", where at most 253 small letters, digits, "-" and "." are expected.',
      help: "Write the name as `kubectl get` shows it.",
    },
  ]);
});
