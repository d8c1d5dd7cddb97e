/** A reference decides nothing while the definition is read: this flow is refused. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const referenceAsJavascript = flow("reference-as-javascript", { owner: "ml", params: { fast: z.boolean() } }, ({ params, step }) => {
  const word = params.fast ? "fast" : "slow";
  step("say", { image: shell, command: () => ["echo", word] });
});
