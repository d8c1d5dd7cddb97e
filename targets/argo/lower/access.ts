/** What the service accounts of the steps must be allowed to do: report results, and make Spark applications where a flow has some. */
import * as z from "zod";
import type { Environment } from "../../../compiler/program.ts";
import type { WorkflowTemplate } from "../schema.ts";

/** What a flow needs: the accounts that it and its steps run as, and whether it makes Spark applications. */
export const argoPart = z.object({ accounts: z.array(z.string()), spark: z.boolean() });
export type ArgoPart = z.infer<typeof argoPart>;

export function accessOf({ spec: { serviceAccountName, templates } }: WorkflowTemplate): ArgoPart {
  const own = templates.map((template) => template.serviceAccountName).filter((account) => account !== undefined);
  return { accounts: [...new Set([serviceAccountName, ...own])], spark: templates.some(({ resource }) => resource !== undefined) };
}

/** Role and RoleBinding for every account that a flow or a step runs as. The accounts themselves are the cluster's: they are not made here. */
export function accessDocuments(flows: readonly ArgoPart[], { namespace, namePrefix }: Environment): readonly object[] {
  const accounts = new Set(flows.flatMap((flow) => flow.accounts));
  const spark = flows.some((flow) => flow.spark);
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
