/**
 * A deployment to a first stage, a person's yes, and the deployment to the second.
 *
 * Redoes intermediate-parameters.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const intermediateParameters = flow("intermediate-parameters", { owner: "platform-team" }, ({ step, approval }) => {
  const busybox = image("busybox");
  const first = step("deploy-staging", { image: busybox, command: () => ["echo", "to staging"] });
  const agreed = approval("agree", { message: "Staging looks well: go on to production?", expires: "1d", after: [first] });
  step("deploy-production", { image: busybox, after: [agreed], command: () => ["echo", "to production"] });
});
