/** Whether a request comes from who shares a secret with us: over its raw bytes, in constant time. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** How far the sender's clock may be from ours, in milliseconds. */
export const signatureWindow = 5 * 60_000;

export interface SignedDelivery {
  /** Seconds since 1970, as text. */
  readonly timestamp: string;
  readonly delivery: string;
  readonly body: Uint8Array;
  /** "v1=" and a hexadecimal HMAC-SHA256 of `<timestamp>.<delivery>.<body>`. */
  readonly signature: string;
}

/** Whether our own signature is right for one of the secrets and not older, or younger, than the window. */
export function isSigned({ timestamp, delivery, body, signature }: SignedDelivery, secrets: readonly string[], now: number): boolean {
  if (!/^\d{9,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > signatureWindow) return false;
  if (!/^[\w.:-]{8,128}$/.test(delivery)) return false;
  return isHmac(Buffer.concat([Buffer.from(`${timestamp}.${delivery}.`), body]), "v1=", signature, secrets);
}

/**
 * Whether the signature of GitHub is right for one of the secrets
 *
 * Source: docs.github.com, "Validating webhook deliveries": X-Hub-Signature-256 is "sha256=" and the HMAC of the raw body.
 */
export function isSignedByGitHub(body: Uint8Array, signature: string, secrets: readonly string[]): boolean {
  return isHmac(body, "sha256=", signature, secrets);
}

/** Whether a header `Authorization` bears one of the tokens. */
export function bearsToken(authorization: string, tokens: readonly string[]): boolean {
  const given = /^Bearer ([\x21-\x7e]{1,512})$/.exec(authorization)?.[1];
  if (given === undefined) return false;
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  // All are compared, so that the time says nothing of which one fits.
  return tokens.map((token) => timingSafeEqual(digest(given), digest(token))).includes(true);
}

function isHmac(content: Uint8Array, prefix: string, signature: string, secrets: readonly string[]): boolean {
  if (!signature.startsWith(prefix) || !/^[0-9a-f]{64}$/.test(signature.slice(prefix.length))) return false;
  const given = Buffer.from(signature.slice(prefix.length), "hex");
  return secrets.map((secret) => timingSafeEqual(given, createHmac("sha256", secret).update(content).digest())).includes(true);
}
