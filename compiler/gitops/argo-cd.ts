/**
 * An Application, or an ApplicationSet where an environment is all clusters with some labels
 *
 * Source: argo-cd.readthedocs.io, "Application specification" and "Cluster generator", 3.x.
 */
import type { AppliedFolder } from "./applied-folder.ts";
import type { ArgoCdOptions } from "./options.ts";

const apiVersion = "argoproj.io/v1alpha1";
const own = "https://kubernetes.default.svc";

interface Destination {
  readonly server?: string;
  readonly name?: string;
}

/** The objects for one folder. */
export function argoCdObjects(folder: AppliedFolder, options: ArgoCdOptions): readonly object[] {
  const { name, environment } = folder;
  const { namespace } = options;
  const { cluster = own, clusters } = options.environments[environment.name] ?? {};
  const labels = { "app.kubernetes.io/managed-by": "millwright" };
  if (clusters === undefined) {
    const destination = cluster.startsWith("https://") ? { server: cluster } : { name: cluster };
    return [
      { apiVersion, kind: "Application", metadata: { name, namespace, labels, annotations }, spec: spec(folder, options, destination) },
    ];
  }
  const template = {
    metadata: { name: `${name}-{{.nameNormalized}}`, labels, annotations },
    spec: spec(folder, options, { server: "{{.server}}" }),
  };
  return [
    {
      apiVersion,
      kind: "ApplicationSet",
      metadata: { name, namespace, labels },
      spec: {
        goTemplate: true,
        goTemplateOptions: ["missingkey=error"],
        generators: [{ clusters: { selector: { matchLabels: clusters } } }],
        // As without a set: who removes the object leaves what it applied.
        syncPolicy: { preserveResourcesOnDeletion: true },
        template,
      },
    },
  ];
}

/** A commit that changes nothing in the folder asks for no comparison. */
const annotations = { "argocd.argoproj.io/manifest-generate-paths": "." };

function spec({ environment, path, writtenByCluster }: AppliedFolder, options: ArgoCdOptions, destination: Destination) {
  const { sync = "automatic", branch = options.branch } = options.environments[environment.name] ?? {};
  return {
    project: options.project,
    source: { repoURL: options.repository, targetRevision: branch, path },
    destination: { ...destination, namespace: environment.namespace },
    ...(writtenByCluster.length > 0 && {
      ignoreDifferences: writtenByCluster.map(({ group, kind, pointers }) => ({ group, kind, jsonPointers: pointers })),
    }),
    syncPolicy: {
      ...(sync === "automatic" && { automated: { prune: true, selfHeal: true } }),
      // A template may be longer than the annotation in which a client would keep what it applied.
      syncOptions: ["ServerSideApply=true"],
    },
  };
}
