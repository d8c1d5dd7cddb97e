/** Approvals in a branch that is not taken, and behind a step that failed: nobody is asked. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const approvalElsewhere = flow(
  "approval-elsewhere",
  { owner: "ml", params: { go: z.boolean().default(false) } },
  ({ params, step, approval, when }) => {
    const bad = step("bad", { image: shell, command: () => ["sh", "-c", "exit 1"] });
    const second = approval("second", { message: "After all?", expires: "60s", after: [bad] });
    step("after-second", { image: shell, after: [second], command: () => ["true"] });
    const branch = when(params.go.isTrue, () => {
      const first = approval("first", { message: "Go?", expires: "60s" });
      step("after-first", { image: shell, after: [first], command: () => ["true"] });
    });
    step("last", { image: shell, after: [branch], command: () => ["true"] });
  },
);
