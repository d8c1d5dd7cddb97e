/** A branch without `otherwise`: in `after`, not taken counts as done. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const whenAlone = flow(
  "when-alone",
  { owner: "ml", params: { fast: z.boolean().default(true), exit: z.int().default(0) } },
  ({ params, step, when }) => {
    const slow = when(params.fast.isTrue.not(), () => {
      const first = step("slow", { image: shell, command: () => ["sh", "-c", 'exit "$0"', `${params.exit}`] });
      step("slower", { image: shell, after: [first], command: () => ["true"] });
    });
    step("after-alone", { image: shell, after: [slow], command: () => ["true"] });
  },
);
