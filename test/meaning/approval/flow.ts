/** A person says yes, says no, or says nothing in time. */
import { flow } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const approval = flow("approval", { owner: "ml" }, ({ step, approval, onExit }) => {
  const build = step("build", { image: shell, command: () => ["true"] });
  const release = approval("release", { message: "Release the model?", expires: "20s", after: [build] });
  step("publish", { image: shell, command: () => ["true"], after: [release] });
  step("other", { image: shell, command: () => ["true"] });
  onExit("report", { image: shell, command: () => ["true"] });
});
