/**
 * A Kustomization, and the GitRepository that it reads where none is there already
 *
 * Source: fluxcd.io, "Kustomization" and "GitRepository", API version v1.
 */
import type { AppliedFolder } from "./applied-folder.ts";
import type { FluxOptions } from "./options.ts";

/** The objects for one folder. */
export function fluxObjects({ name, path, environment }: AppliedFolder, options: FluxOptions): readonly object[] {
  const { repository, branch, secret, namespace, interval } = options;
  const { kubeConfig, suspended } = options.environments[environment.name] ?? {};
  const labels = { "app.kubernetes.io/managed-by": "millwright" };
  const source = {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "GitRepository",
    metadata: { name, namespace, labels },
    spec: { interval, url: repository, ref: { branch }, ...(secret !== undefined && { secretRef: { name: secret } }) },
  };
  const kustomization = {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: { name, namespace, labels },
    spec: {
      interval,
      path: `./${path}`,
      prune: true,
      sourceRef: { kind: "GitRepository", name: options.source ?? name },
      ...(kubeConfig !== undefined && { kubeConfig: { secretRef: { name: kubeConfig } } }),
      ...(suspended === true && { suspend: true }),
    },
  };
  return repository === undefined ? [kustomization] : [source, kustomization];
}
