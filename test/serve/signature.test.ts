import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { bearsToken, isSigned, isSignedByGitHub, signatureWindow } from "../../remediation/serve/signature.ts";

const secret = "a secret of sixteen and more";
const body = Buffer.from('{"run":"churn-1"}');
const hmac = (key: string, text: string): string => createHmac("sha256", key).update(text).digest("hex");

function signed(more: object = {}, key = secret) {
  return { timestamp: "1800000000", delivery: "delivery-1", body, signature: `v1=${hmac(key, `1800000000.delivery-1.${body}`)}`, ...more };
}
const now = 1_800_000_000_000;

test("takes what is signed with one of the secrets, within the window", () => {
  expect(isSigned(signed(), [secret], now)).toBe(true);
  expect(isSigned(signed(), ["the next secret, not used yet", secret], now)).toBe(true);
  expect(isSigned(signed(), [secret], now + signatureWindow)).toBe(true);
  expect(isSigned(signed(), [secret], now - signatureWindow)).toBe(true);
});

test("refuses what is forged, changed, moved to another delivery or time, old, or signed with nothing", () => {
  expect(isSigned(signed({}, "another secret"), [secret], now)).toBe(false);
  expect(isSigned(signed({ body: Buffer.from('{"run":"churn-2"}') }), [secret], now)).toBe(false);
  expect(isSigned(signed({ delivery: "delivery-2" }), [secret], now)).toBe(false);
  expect(isSigned(signed({ timestamp: "1800000001" }), [secret], now)).toBe(false);
  expect(isSigned(signed(), [secret], now + signatureWindow + 1)).toBe(false);
  expect(isSigned(signed(), [], now)).toBe(false);
  for (const signature of ["", "v1=", "v1=00", `v1=${"g".repeat(64)}`, signed().signature.toUpperCase()])
    expect(isSigned(signed({ signature }), [secret], now)).toBe(false);
});

test("knows the signature of GitHub by the example of its documentation", () => {
  // docs.github.com, "Validating webhook deliveries", "Testing the webhook payload validation".
  const example = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  expect(isSignedByGitHub(Buffer.from("Hello, World!"), example, ["It's a Secret to Everybody"])).toBe(true);
  expect(isSignedByGitHub(Buffer.from("Hello, World?"), example, ["It's a Secret to Everybody"])).toBe(false);
});

test("takes one of the bearer tokens, and no other text", () => {
  expect(bearsToken("Bearer abc", ["xyz", "abc"])).toBe(true);
  for (const header of ["", "Bearer ", "Bearer abcd", "Basic abc", "abc"]) expect(bearsToken(header, ["abc"])).toBe(false);
});
