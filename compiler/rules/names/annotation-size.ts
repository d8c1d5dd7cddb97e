import { Buffer } from "node:buffer";
import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { labelsOf } from "./labels-of.ts";

const most = 200 * 1024;

/**
 * Annotation size
 *
 * The annotations of a flow or step have at most 200 KiB together.
 *
 * Source: Kubernetes v1.35, TotalAnnotationSizeLimitB is 256 KiB; engines and Millwright add their own
 */
export const annotationSize = defineFlowRule({
  code: "check/annotation-size",
  severity: "error",
  law: true,
  message: message`${"where"} has annotations of ${"bytes"} bytes, where at most ${"most"} fit.`,
  why: "Kubernetes refuses objects with more than 256 KiB of annotations, and engines add some of their own.",
  help: message`Put long text into a config map or a file of the image.`,
  *find(flow) {
    for (const { where, field, strings, at } of labelsOf(flow)) {
      if (field !== "annotations") continue;
      const bytes = Object.entries(strings).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
      if (bytes > most) yield { at: at(), values: { where, bytes, most } };
    }
  },
});
