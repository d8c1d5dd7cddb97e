/**
 * A person says yes before the release; no answer for two days means no. The pause after it is a step.
 *
 * Redoes suspend-template.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const suspendTemplate = flow("suspend-template", { owner: "platform-team" }, ({ step, approval }) => {
  const busybox = image("busybox");
  const build = step("build", { image: busybox, command: () => ["echo", "built"] });
  const agreed = approval("agree", { message: "Release this build?", expires: "2d", after: [build] });
  const pause = step("pause", { image: busybox, after: [agreed], command: () => ["sleep", 20] });
  step("release", { image: busybox, after: [pause], command: () => ["echo", "released"] });
});
