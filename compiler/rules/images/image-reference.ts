import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";
import { parseImage } from "./parse-image.ts";

/**
 * Image reference
 *
 * An image is a reference that a container runtime can pull: `[registry/]repository[:tag][@digest]`.
 *
 * See https://github.com/distribution/reference/blob/v0.6.0/reference.go
 */
export const imageReference = defineStepRule({
  code: "check/image-reference",
  severity: "error",
  law: true,
  needs: ["image"],
  message: message`Step "${"step"}" has the image "${"image"}", in which ${"problem"}.`,
  why: "The container runtime would refuse it: the pod would stay in InvalidImageName.",
  help: message`Write \`registry/repository:tag@sha256:…\`, as in "ghcr.io/acme/churn:3.2".`,
  *find(step) {
    const { reference, name } = step.image;
    if (reference === "" && name !== undefined) return; // link/unknown-image
    const parsed = parseImage(reference);
    if ("problem" in parsed) yield { at: ofNode(step, "image"), values: { step: step.name, image: reference, problem: parsed.problem } };
  },
});
