import { expect, it } from "vitest";
import { safeLine } from "../../remediation/redact/safe-line.ts";
import { secretKinds } from "../../remediation/redact/secrets.ts";

const word = (length: number): string => "q7Rk2mXv9Lp4Wz8Ns3".repeat(9).slice(0, length);
const hex = (length: number): string => "3fa9c04b7e".repeat(9).slice(0, length);

it.each([
  ["github token", `pushed with ghp_${word(36)}`],
  ["gitlab token", `glpat-${word(20)}`],
  ["aws key id", "key AKIAQ7RK2MXV9LP4WZ8N used"],
  ["aws secret", `aws_secret_access_key = ${word(40)}`],
  ["google api key", `AIza${word(35)}`],
  ["google oauth token", `ya29.${word(60)}`],
  ["slack token", `xoxb-123456789012-${word(24)}`],
  ["slack webhook", `https://hooks.slack.com/services/T0/B0/${word(24)}`],
  ["stripe key", `sk_live_${word(24)}`],
  ["openai key", `sk-proj-${word(48)}`],
  ["hugging face token", `hf_${word(34)}`],
  ["npm token", `npm_${word(36)}`],
  ["pypi token", `pypi-${word(60)}`],
  ["docker token", `dckr_pat_${word(27)}`],
  ["databricks token", `dapi${hex(32)}`],
  ["sendgrid key", `SG.${word(22)}.${word(43)}`],
  ["vault token", `hvs.${word(24)}`],
  ["json web token", `eyJhbGciOiJIUzI1NiJ9.${word(30)}.${word(40)}`],
  ["private key", `-----BEGIN RSA PRIVATE KEY-----${word(80)}-----END RSA PRIVATE KEY-----`],
  ["azure signature", `https://a.blob.example/b?sig=${word(44)}`],
  ["signed url", `?X-Amz-Signature=${hex(64)}`],
  ["credentials in a url", `postgres://app:${word(12)}@db/orders`],
  ["authorization", `Authorization: Basic ${word(30)}`],
  ["cookie", `Set-Cookie: session=${word(20)}; Path=/`],
  ["password", `db_password="${word(12)}"`],
  ["e-mail", `mail from ${word(8)}@example.com`],
  ["account", "arn:aws:iam::123456789012"],
  ["host", `connecting to ${word(6).toLowerCase()}.prod.svc.cluster.local:443`],
  ["address", "dial 10.20.30.40:443"],
])("never shows a %s", (name, line) => {
  const shown = safeLine(line);
  expect(shown).toContain(`[${name}]`);
  expect(shown).not.toContain(word(8));
  expect(shown).not.toMatch(/123456789012|10\.20\.30\.40|AKIAQ7/);
});

it("knows more than twenty kinds of secrets, and leaves figures and names of programs as they are", () => {
  expect(new Set(secretKinds.map(({ name }) => name)).size).toBeGreaterThan(20);
  const line = "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; max_tokens: 4096) in tokenizer=fast";
  expect(safeLine(line)).toBe(line);
});

it("does nothing to a terminal, a forge or CI: escapes, mentions, references, tags, fences and commands are broken", () => {
  const shown = safeLine(
    "\u001b[31m::set-output name=a::b ##vso[task] ##[error] [skip ci] [ci skip] @octocat #12 <img src=x> ```js ![a](b) \u202e\u200b",
  );
  expect(shown).not.toMatch(/::|##|\[skip ci\]|\[ci skip\]|@octocat|#12|<img|```|\]\(|\u001b|\u202e|\u200b/);
  expect(shown).toContain("octocat");
});

it("cuts a line to 300 characters, and no secret in two", () => {
  expect(safeLine("x".repeat(5000))).toHaveLength(300);
  expect(safeLine(`${"y ".repeat(145)}ghp_${word(36)}`)).not.toContain(word(5));
});
