import { rulesOf } from "./rule.ts";

/** An image or tag is not there under that name. */
export const imagePull = rulesOf("image.pull", {
  "not-there": {
    strength: 3,
    says: [
      "manifest unknown",
      "manifest_unknown",
      "manifest for * not found",
      "no matching manifest for",
      "no match for platform",
      "invalidimagename",
      "couldnt parse image",
      "invalid reference format",
      "failed to resolve reference * not found",
      "failed to pull failed to pull and unpack image * not found",
      "not found in repository",
      "errimageneverpull",
      "no such image",
      "name unknown",
      "name_unknown",
      "repository name not known",
      "docker.io/library/ * denied",
      "image * not found",
      "not present with pull policy of never",
    ],
  },
  pulling: {
    strength: 2,
    says: [
      "imagepullbackoff",
      "errimagepull",
      "back-off pulling image",
      "failed to pull image",
      "failed to pull and unpack image",
      "imageinspecterror",
      "docker pull failed",
      "unable to pull image",
    ],
  },
});
