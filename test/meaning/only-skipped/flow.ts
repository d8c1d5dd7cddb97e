/** A run in which every step is skipped. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const onlySkipped = flow("only-skipped", { owner: "ml", params: { go: z.boolean().default(false) } }, ({ params, step, when }) => {
  when(params.go.isTrue, () => step("never", { image: shell, command: () => ["true"] }));
});
