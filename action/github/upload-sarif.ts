/** Findings for code scanning */
import { gzipSync } from "node:zlib";
import { type Api, refusal } from "../../remediation/publish/github/rest.ts";
import { member } from "../event.ts";

export interface SarifUpload {
  readonly sarif: string;
  /** The commit and the ref that the run checked out. */
  readonly commit: string;
  readonly ref: string;
}

/** Bytes, compressed, that GitHub takes. Source: docs.github.com "SARIF support for code scanning". */
const most = 10_000_000;

/** Hands a SARIF log to code scanning; gives what kept it from being taken, or undefined. Throws GithubError where GitHub cannot be reached. */
export async function uploadSarif(api: Api, { sarif, commit, ref }: SarifUpload): Promise<string | undefined> {
  const packed = gzipSync(sarif);
  if (packed.length > most) return `the log is larger than the ${most / 1_000_000} MB that GitHub takes`;
  const reply = await api.request("POST", `${api.repository}/code-scanning/sarifs`, {
    commit_sha: commit,
    ref,
    sarif: packed.toString("base64"),
    tool_name: "Millwright",
  });
  if (reply.status === 202) return undefined;
  if (reply.status === 403 || reply.status === 404)
    return `the token may not, or code scanning is off (${reply.status}: ${String(member(reply.body, "message")).slice(0, 200)}); it needs "security-events: write"`;
  return refusal(reply.status, reply.body).message;
}
