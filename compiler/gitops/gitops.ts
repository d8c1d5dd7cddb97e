/**
 * Objects for what applies the artifacts from git
 *
 * One file for each folder that Kubernetes takes as it is, which is one that has a `kustomization.yaml`: `<environment>/gitops/<target>.yaml`.
 */
import { posix } from "node:path";
import type { Target } from "../../targets/target.ts";
import type { Artifact } from "../artifact.ts";
import type { Environment } from "../program.ts";
import { writeYamlDocuments } from "../text/yaml.ts";
import type { AppliedFolder } from "./applied-folder.ts";
import { argoCdObjects } from "./argo-cd.ts";
import { fluxObjects } from "./flux.ts";
import type { ArgoCdOptions, FluxOptions } from "./options.ts";

/** What applies the artifacts, with its options. */
export type Gitops =
  | { readonly tool: "argoCd"; readonly options: ArgoCdOptions }
  | { readonly tool: "flux"; readonly options: FluxOptions };

/** The files for the artifacts of one environment; `output` is the output folder, relative to the top of the repository. */
export function gitopsArtifacts(
  gitops: Gitops,
  environment: Environment,
  artifacts: readonly Artifact[],
  output: string,
  targets: readonly Pick<Target<never, never>, "name" | "writtenByCluster">[] = [],
): readonly Artifact[] {
  return artifacts.flatMap(({ path, from }) => {
    const [, target, file, ...deeper] = path.split("/");
    if (target === undefined || file !== "kustomization.yaml" || deeper.length > 0) return [];
    const name = gitopsName(gitops, environment.name, target);
    const { writtenByCluster = [] } = targets.find((one) => one.name === target) ?? {};
    const folder: AppliedFolder = { environment, name, writtenByCluster, path: posix.join(output, posix.dirname(path)) };
    const objects = gitops.tool === "argoCd" ? argoCdObjects(folder, gitops.options) : fluxObjects(folder, gitops.options);
    return [{ path: `${environment.name}/gitops/${target}.yaml`, text: writeYamlDocuments(objects), from }];
  });
}

/** How the objects of a target in an environment are named. */
export function gitopsName(gitops: Gitops, environment: string, target: string): string {
  return [nameOf(gitops), environment, target]
    .map((part) =>
      part
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, "-")
        .replaceAll(/^-|-$/g, ""),
    )
    .join("-");
}

function nameOf({ tool, options }: Gitops): string {
  const { name } = options;
  if (name !== undefined) return name;
  if (tool === "flux" && options.source !== undefined) return options.source;
  return posix.basename(options.repository?.replace(/.*:(?!\/\/)/, "") ?? "", ".git");
}
