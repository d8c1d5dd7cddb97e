/** What the service accounts of the steps must be allowed to do: report results, and make Spark applications where a flow has some. */
import type { Environment } from "../../../compiler/program.ts";
import type { ArgoDocuments } from "../schema.ts";

/** Role and RoleBinding for every account that a flow or a step runs as. The accounts themselves are the cluster's: they are not made here. */
export function accessDocuments(documents: readonly ArgoDocuments[], { namespace, namePrefix }: Environment): readonly object[] {
  const accounts = new Set<string>();
  let spark = false;
  for (const { workflow } of documents) {
    accounts.add(workflow.spec.serviceAccountName);
    for (const { serviceAccountName, resource } of workflow.spec.templates) {
      if (serviceAccountName !== undefined) accounts.add(serviceAccountName);
      spark ||= resource !== undefined;
    }
  }
  const name = `${namePrefix}millwright-runner`;
  const metadata = {
    name,
    namespace,
    labels: { "app.kubernetes.io/managed-by": "millwright" },
    annotations: { "argocd.argoproj.io/sync-wave": "-1" },
  };
  const role = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata,
    rules: [
      { apiGroups: ["argoproj.io"], resources: ["workflowtaskresults"], verbs: ["create", "patch"] },
      ...(spark
        ? [{ apiGroups: ["sparkoperator.k8s.io"], resources: ["sparkapplications"], verbs: ["create", "get", "list", "watch", "delete"] }]
        : []),
    ],
  };
  const binding = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "RoleBinding",
    metadata,
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
    subjects: [...accounts].sort().map((account) => ({ kind: "ServiceAccount", name: account, namespace })),
  };
  return [role, binding];
}
