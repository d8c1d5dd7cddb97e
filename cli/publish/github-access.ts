/** Where GitHub is, which repository is meant, and with what the command may go there: from flags and the environment, never from a proposal. */
import { badToken, noToken } from "../../remediation/publish/diagnostics.ts";
import { PublishFault } from "../../remediation/publish/forge.ts";
import { installationToken } from "../../remediation/publish/github/installation-token.ts";
import type { Context } from "../context.ts";
import { badOption, noRepositoryNamed } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

/** Variables that hold what must not be seen: whoever evaluates definitions hands them to the publisher alone. */
export const secretVariables = ["GITHUB_TOKEN", "MILLWRIGHT_APP_ID", "MILLWRIGHT_APP_PRIVATE_KEY"] as const;

/** "owner/name": from `--repository`, else as CI says it. Throws cli/no-repository-named, cli/bad-option. */
export function githubRepository({ environment }: Context, given: string | undefined): string {
  const found = given ?? environment["GITHUB_REPOSITORY"] ?? "";
  if (found === "") throw new UsageError(noRepositoryNamed.at(null, {}));
  const name = found.replace(/^github:/, "");
  if (/^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/.test(name)) return name;
  const option = given === undefined ? "GITHUB_REPOSITORY" : "--repository";
  throw new UsageError(badOption.at(null, { option, found, expected: 'a repository such as "acme/ml-platform"' }));
}

/** The address of the interface. A token goes over an open connection to this machine alone. Throws cli/bad-option. */
export function githubAddress({ environment }: Context, given: string | undefined): string {
  const found = given ?? environment["GITHUB_API_URL"] ?? "";
  const url = URL.canParse(found === "" ? "https://api.github.com" : found)
    ? new URL(found === "" ? "https://api.github.com" : found)
    : undefined;
  const isOpen = url?.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  const isPlain = url !== undefined && url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (isPlain && (url.protocol === "https:" || isOpen)) return url.href.replace(/\/+$/, "");
  // What is wrong may hold a password, so it is not shown.
  throw new UsageError(
    badOption.at(null, {
      option: given === undefined ? "GITHUB_API_URL" : "--server",
      found: "no such address",
      expected: 'an address such as "https://api.github.com", without user, query and fragment',
    }),
  );
}

/** A token for the repository: GITHUB_TOKEN, else one that the App of the environment makes. Throws a `PublishFault`. */
export async function githubToken(
  { environment }: Context,
  at: { readonly address: string; readonly repository: string },
): Promise<string> {
  const [token = "", id = "", privateKey = ""] = secretVariables.map((name) => environment[name]);
  if (token !== "") return tokenText("GITHUB_TOKEN", token.trim());
  if (id === "" || privateKey === "") throw new PublishFault(noToken.at(null, { repository: at.repository }));
  return installationToken({ id: tokenText("MILLWRIGHT_APP_ID", id.trim()), privateKey }, at);
}

/** Anything else would be a header of its own, and would be shown by whoever refuses it. */
function tokenText(variable: string, text: string): string {
  if (/^[\x21-\x7e]{1,1000}$/.test(text)) return text;
  const expected = "visible ASCII characters alone";
  throw new PublishFault(badToken.at(null, { variable, found: "a text with blanks or unusual characters", expected }));
}
