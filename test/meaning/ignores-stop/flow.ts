/** A command that ignores the request to stop is ended after its grace. */
import { flow } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const ignoresStop = flow("ignores-stop", { owner: "ml" }, ({ step }) => {
  step("stubborn", {
    image: shell,
    command: () => ["sh", "-c", "trap '' TERM; sleep 60 & wait; sleep 60"],
    timeout: "3s",
    terminationGrace: "2s",
  });
  const other = step("other", { image: shell, command: () => ["sleep", "2"] });
  step("after-other", { image: shell, after: [other], command: () => ["true"] });
});
