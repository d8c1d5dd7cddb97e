import type { Environment } from "../../../compiler/program.ts";
import type { ArtifactLocation } from "../schema.ts";

/** Where an artifact of that key lies: in the environment's bucket, else in the engine's default repository. */
export function located(key: string, { artifacts }: Environment): ArtifactLocation {
  const [, scheme, bucket = "", prefix = ""] = /^(s3|gs):\/\/([^/]+)\/?(.*)$/.exec(artifacts ?? "") ?? [];
  const full = prefix === "" ? key : `${prefix.replace(/\/+$/, "")}/${key}`;
  if (scheme === "gs") return { gcs: { bucket, key: full } };
  if (scheme === "s3") return { s3: { bucket, endpoint: "s3.amazonaws.com", useSDKCreds: true, key: full } };
  return { s3: { key } };
}
