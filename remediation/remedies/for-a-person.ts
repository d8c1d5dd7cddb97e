/** Classes where a setting would help that no definition says, or that only a person can know. */
import { always, byText, type ClassRemedy } from "./remedy.ts";

function person(words: ClassRemedy["words"], because: string): ClassRemedy {
  return { words, change: () => because };
}

export const imagePull = person(
  ({ asked }) => ({ field: "image", from: asked.image ?? null, to: null, rule: "the last digest that ran" }),
  "Which image ran last nothing remembers, and an image that nobody saw run is never proposed: `millwright images set` names one by its digest.",
);
export const imageAuth = person(
  always("imagePullSecrets", "the pull secret of that registry"),
  "Which secret opens the registry a person has to say, under `imagePull.secrets`: secrets are never proposed.",
);
export const schedPlacement = person(
  byText(
    ["node selector|matchnodeselector", "nodeSelector", "labels that some node has"],
    ["pods node affinity|affinity", "nodeAffinity", "terms that some node meets"],
    ["taint", "tolerations", "tolerate the taint of the pool that is meant"],
    [null, "nodeSelector", "labels that some node has"],
  ),
  "Which nodes are meant a person has to say: what a pool needs is added with the pool, and of other nodes the platform knows nothing.",
);
export const hwGpuFault = person(
  always("nodeAffinity", "not on that node, until it is mended"),
  "A broken GPU is taken out by whoever runs the nodes; a definition that names a node is wrong by next week.",
);
export const configMissingRef = person(
  byText(
    ["configmap|config map|config key", "configMapRef", "the nearest name that exists"],
    [null, "secretRef", "the nearest name that exists"],
  ),
  "What names a config map or secret that is not there cannot be set right from here: make it, or correct its name.",
);
export const configStorage = person(
  byText(
    [
      "multi-attach|exclusively attached|attachvolume|failedattachvolume|mountdevice|volume node affinity|wrong fs",
      "",
      "detach it from the other node",
    ],
    [null, "volume.storageClass", "the cluster's default class"],
  ),
  "Which storage classes the cluster has no definition says: correct the name, or leave it out for the cluster's default.",
);
export const configCommand = person(
  always("command", "an executable and flags that the image has"),
  "What the image can run only its maker knows: correct the command, or the image.",
);
export const workerCpuLimit = person(
  always("worker.limits.cpu_ms", "double, at most 300000"),
  "Limits of a Worker stand in no definition of a flow: raise `limits.cpu_ms` in its own configuration.",
);
export const workerSizeLimit = person(
  always("worker.minify", "true, and no source maps"),
  "The upload of a Worker stands in no definition of a flow: set `minify` in its own configuration.",
);
