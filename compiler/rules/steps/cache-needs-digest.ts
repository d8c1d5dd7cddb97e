import { message } from "../../diagnostics/message.ts";
import { parseImage } from "../images/parse-image.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Cache needs digest
 *
 * A cached step names its image by digest.
 *
 * See docs/meaning.md, rule 22: the image is part of the key as it is written
 */
export const cacheNeedsDigest = defineStepRule({
  code: "check/cache-needs-digest",
  severity: "warning",
  needs: ["image"],
  message: message`Step "${"step"}" is cached, but its image "${"image"}" has no digest.`,
  why: "When the tag is pushed again, the key stays the same, and the outputs of the old program are taken for those of the new.",
  help: message`Add the digest, as in "${"image"}@sha256:…", or remove \`cache\`.`,
  *find(step) {
    if (step.cache === undefined) return;
    const { reference } = step.image;
    if (reference.includes("@") || "problem" in parseImage(reference)) return;
    yield { at: ofNode(step, "image"), values: { step: step.name, image: reference } };
  },
});
