/**
 * A finished run goes away by itself, a failed one later than a good one.
 *
 * Redoes gc-ttl.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const gcTtl = flow("gc-ttl", { owner: "platform-team", keepFinished: { succeeded: "5m", failed: "1d" } }, ({ step }) => {
  step("greet", { image: image("busybox"), command: () => ["echo", "soon gone"] });
});
