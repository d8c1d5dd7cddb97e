import { rulesOf } from "./rule.ts";

/** A service account may not do that in the cluster. */
export const authK8sRbac = rulesOf("auth.k8s_rbac", {
  forbidden: {
    strength: 3,
    says: [
      "is forbidden: user",
      "is forbidden: service account",
      "configured service account doesnt have access",
      "cannot get resource",
      "cannot list resource",
      "cannot create resource",
      "cannot watch resource",
      "cannot patch resource",
      "cannot update resource",
      "cannot delete resource",
      "cannot list * at the cluster scope",
      "cannot get * in the namespace",
      "cannot create * in the namespace",
      "attempting to grant rbac permissions",
      "rbac: * not found",
      "no relationship found between node",
      "system:serviceaccount: * cannot",
      "user system:anonymous cannot",
      "blockownerdeletion * cannot set",
    ],
  },
});
