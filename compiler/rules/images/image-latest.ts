import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";
import { parseImage } from "./parse-image.ts";

/**
 * Image latest
 *
 * An image that is named by its tag alone has a tag that says which one it is, not `latest`.
 *
 * See https://kubernetes.io/docs/concepts/containers/images/
 */
export const imageLatest = defineStepRule({
  code: "check/image-latest",
  severity: "warning",
  needs: ["image"],
  message: message`Step "${"step"}" has the image "${"image"}" ${"found"}.`,
  why: "Whatever was pushed last would run, so that the same commit does something else tomorrow, and a retry may run another program than the attempt before.",
  help: message`Write the tag of one build, better with its digest, or \`image("name")\` and let CI pin it in images.lock.toml.`,
  *find(step) {
    const { reference, name } = step.image;
    if (reference.includes("@") || (reference === "" && name !== undefined)) return; // link/unknown-image
    const parsed = parseImage(reference);
    if ("problem" in parsed || (parsed.tag ?? "latest") !== "latest") return;
    const found = parsed.tag === undefined ? 'without a tag, which means "latest"' : 'with the tag "latest"';
    const help = name === undefined ? {} : { extra: { help: `Run \`millwright images set ${name}=REPOSITORY:TAG@sha256:DIGEST\`.` } };
    yield { at: ofNode(step, "image"), values: { step: step.name, image: reference, found }, ...help };
  },
});
