import { rulesOf } from "./rule.ts";

/** A secret, config map or key that it names is not there. */
export const configMissingRef = rulesOf("config.missing_ref", {
  "not-found": {
    strength: 3,
    says: [
      "secret * not found",
      "secrets * not found",
      "secret * does not exist",
      "configmap * not found",
      "configmaps * not found",
      "configmap * does not exist",
      "config map * not found",
      "non-existent secret key",
      "non-existent config key",
      "couldnt find key",
      "couldnt get secret",
      "couldnt get configmap",
      "failed to get secret",
      "secrets manager cant find the specified secret",
      "not registered",
      "serviceaccount * not found",
      "service account * not found",
      "no priorityclass with name",
      "unable to retrieve * from configmap",
      "no secret named",
      "key * not found in secret",
      "key * does not exist in secret",
      "key * not found in configmap",
      "envfrom * not found",
      "references non-existent",
    ],
  },
  mounting: {
    strength: 1,
    says: [
      "createcontainerconfigerror",
      "unable to mount volumes for pod",
      "unable to attach or mount volumes",
      "waiting for volumes to attach/mount",
      "failed to sync secret cache",
      "failed to sync configmap cache",
      "mountvolume.setup failed",
    ],
  },
});
