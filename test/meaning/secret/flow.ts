/** A secret is read when an attempt starts; the record holds only its name. */
import { flow, secret, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const secretFlow = flow("secret", { owner: "ml" }, ({ step }) => {
  step("use", {
    image: shell,
    env: { TOKEN: secret("meaning-token", "token") },
    outputs: { length: z.int() },
    command: ({ outputs }) => ["sh", "-c", 'printf "${#TOKEN}" >"$0"', outputs.length.path],
  });
});
