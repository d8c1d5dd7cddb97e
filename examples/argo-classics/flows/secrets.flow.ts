/**
 * One secret as an environment variable, another as files.
 *
 * Redoes secrets.yaml of Argo's examples.
 */
import { flow, image, secret } from "millwright";

export const secrets = flow("secrets", { owner: "platform-team" }, ({ step }) => {
  step("use", {
    image: image("alpine"),
    env: { API_TOKEN: secret("billing-api", "token") },
    volumes: { certificates: { mountAt: "/etc/certificates", secret: "billing-certificates", readOnly: true } },
    command: () => ["sh", "-c", 'test -n "$API_TOKEN" && ls /etc/certificates'],
  });
});
