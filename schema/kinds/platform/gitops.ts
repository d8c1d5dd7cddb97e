import type { GitopsChoice } from "./language.ts";

/** Argo CD: an Application for each environment and target, or an ApplicationSet where an environment is several clusters. */
export function argoCd(options: ArgoCdOptions): GitopsChoice {
  return { tool: "argoCd", options: { ...options } };
}

/** Flux: a Kustomization for each environment and target, and the GitRepository that they read. */
export function flux(options: FluxOptions): GitopsChoice {
  return { tool: "flux", options: { ...options } };
}

export interface ArgoCdOptions {
  /** Where the cluster fetches this repository: "https://github.com/acme/ml-platform.git". */
  readonly repository: string;
  /** The branch that is applied; default "main". */
  readonly branch?: string;
  /** The namespace that Argo CD runs in; default "argocd". */
  readonly namespace?: string;
  /** The project of the applications; default "default". */
  readonly project?: string;
  /** How the names of the objects begin; default: the name of the repository. */
  readonly name?: string;
  /** What is different for some environments. */
  readonly environments?: Readonly<Record<string, ArgoCdEnvironment>>;
}

export interface ArgoCdEnvironment {
  /** The cluster, by the name or the address that Argo CD knows it by; default: the one that Argo CD runs in. */
  readonly cluster?: string;
  /** Instead: all clusters that have these labels. */
  readonly clusters?: Readonly<Record<string, string>>;
  /** Another branch. */
  readonly branch?: string;
  /** Whether a commit is applied by itself ("automatic", the default) or when somebody says so. */
  readonly sync?: "automatic" | "manual";
}

export interface FluxOptions {
  /** Where the cluster fetches this repository: "https://github.com/acme/ml-platform.git". */
  readonly repository?: string;
  /** Instead: the name of a GitRepository that is there already, such as "flux-system". */
  readonly source?: string;
  /** The branch that is applied; default "main". */
  readonly branch?: string;
  /** The secret that the repository is fetched with. */
  readonly secret?: string;
  /** The namespace of the objects; default "flux-system". */
  readonly namespace?: string;
  /** How often the repository and the cluster are looked at; default "10m". */
  readonly interval?: string;
  /** How the names of the objects begin; default: the name of the repository or source. */
  readonly name?: string;
  /** What is different for some environments. */
  readonly environments?: Readonly<Record<string, FluxEnvironment>>;
}

export interface FluxEnvironment {
  /** The secret with the kubeconfig of the environment's cluster; default: the one that Flux runs in. */
  readonly kubeConfig?: string;
  /** Whether nothing is applied before somebody resumes it; default false. */
  readonly suspended?: boolean;
}
