import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { badToken } from "../diagnostics.ts";
import { PublishFault } from "../forge.ts";
import { installationAnswer, installationTokenAnswer } from "./answers.ts";
import { asker } from "./ask.ts";
import { type ApiOptions, openApi } from "./rest.ts";

export interface App {
  readonly id: string;
  /** PEM, as GitHub gives it; line ends may be written as "\n". */
  readonly privateKey: string;
}

/**
 * A token of an App for this repository and nothing more, which runs out within an hour
 *
 * Throws a `PublishFault`. Source: docs.github.com "Generating a JSON Web Token (JWT) for a GitHub App".
 */
export async function installationToken({ id, privateKey }: App, options: Omit<ApiOptions, "token">): Promise<string> {
  const { repository, now = Date.now } = options;
  const token = appToken(id, readKey(privateKey), Math.floor(now() / 1000));
  const api = openApi({ ...options, token });
  const installation = await asker(api, repository).sure("find the App's installation", "GET", "installation", installationAnswer);
  const body = {
    repositories: [repository.split("/")[1]],
    permissions: { contents: "write", pull_requests: "write", issues: "write", metadata: "read" },
  };
  const ofApp = asker({ ...api, repository: "app" }, repository);
  const path = `installations/${installation.id}/access_tokens`;
  return (await ofApp.sure("make an installation's token", "POST", path, installationTokenAnswer, { body })).token;
}

function readKey(text: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = createPrivateKey(text.replaceAll("\\n", "\n"));
  } catch {
    // The reason may hold a part of the key.
  }
  if (key?.asymmetricKeyType === "rsa") return key;
  throw new PublishFault(
    badToken.at(null, {
      variable: "MILLWRIGHT_APP_PRIVATE_KEY",
      found: "no private key of RSA",
      expected: "the PEM file of the App, as text",
    }),
  );
}

/** A JSON Web Token that says who the App is, for ten minutes at most; a minute in the past, because clocks differ. */
function appToken(id: string, key: KeyObject, seconds: number): string {
  const part = (data: object) => Buffer.from(JSON.stringify(data)).toString("base64url");
  const said = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: seconds - 60, exp: seconds + 480, iss: id })}`;
  return `${said}.${sign("sha256", Buffer.from(said), key).toString("base64url")}`;
}
