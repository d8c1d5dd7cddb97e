import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";
import { parseImage } from "./parse-image.ts";

/**
 * Image without digest
 *
 * An image is named by its digest, so that the same commit runs the same program.
 *
 * See https://kubernetes.io/docs/concepts/containers/images/#image-names
 */
export const imageWithoutDigest = defineStepRule({
  code: "check/image-without-digest",
  severity: "warning",
  needs: ["image"],
  message: message`Step "${"step"}" has the image "${"image"}" without a digest.`,
  why: "A tag can be pushed again: the program that runs would change without a commit.",
  help: message`Add the digest, as in "${"image"}@sha256:…", or write \`image("name")\` and let CI pin it in images.lock.toml.`,
  *find(step) {
    const { reference, name } = step.image;
    if (reference.includes("@") || (reference === "" && name !== undefined)) return; // link/unknown-image
    const parsed = parseImage(reference);
    if ("problem" in parsed || (parsed.tag ?? "latest") === "latest") return; // check/image-latest
    const help = name === undefined ? {} : { extra: { help: `Run \`millwright images set ${name}=${reference}@sha256:…\`.` } };
    yield { at: ofNode(step, "image"), values: { step: step.name, image: reference }, ...help };
  },
});
