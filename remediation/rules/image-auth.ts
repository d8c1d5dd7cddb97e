import { rulesOf } from "./rule.ts";

/** The registry does not let it have the image. */
export const imageAuth = rulesOf("image.auth", {
  credentials: {
    strength: 3,
    says: [
      "no basic auth credentials",
      "unauthorized: authentication required",
      "unauthorized: incorrect username",
      "unauthorized: access token",
      "failed to authorize",
      "failed to fetch oauth token",
      "failed to fetch anonymous token",
      "unable to retrieve some image pull secrets",
      "failedtoretrieveimagepullsecret",
      "insufficient_scope",
      "artifactregistry.repositories.downloadartifacts",
      "ecr:getauthorizationtoken",
      "ecr:batchgetimage",
      "failed to pull image * unauthorized",
      "failed to pull image * 401",
      "failed to pull image * 403 forbidden",
      "failed to pull image * access denied",
      "failed to pull image * access to the resource is denied",
      "failed to pull image * permission denied",
      "unable to pull image * unauthorized",
      "manifests/ * 403 forbidden",
      "manifests/ * unauthorized",
      "manifests/ * denied",
      "from daemon: * unauthorized",
      "from daemon: * denied",
      "pull access denied",
      "errimagepull: * unauthorized",
      "imagepullsecret",
    ],
  },
});
