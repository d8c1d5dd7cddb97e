/** What a credential looks like: by its own form, or by the name that it is given to. */

/** Forms that are nothing else. Each pattern is linear: no repetition within a repetition. */
const forms: readonly (readonly [said: string, pattern: RegExp])[] = [
  ["a private key", /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/],
  ["an AWS access key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})/],
  ["a GitLab token", /\bglpat-[A-Za-z0-9_-]{20}/],
  ["a Slack token", /\bxox[abeprs]-[A-Za-z0-9-]{10}/],
  ["a Slack webhook", /\bhooks\.slack\.com\/services\/T[A-Za-z0-9]{6,12}\/B[A-Za-z0-9]{6,12}\/[A-Za-z0-9]{16}/],
  ["a Google API key", /\bAIza[A-Za-z0-9_-]{35}/],
  ["a Hugging Face token", /\bhf_[A-Za-z0-9]{30}/],
  ["an OpenAI key", /\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{32}/],
  ["an npm token", /\bnpm_[A-Za-z0-9]{36}/],
  ["a PyPI token", /\bpypi-[A-Za-z0-9_-]{50}/],
  ["a Stripe key", /\b[rs]k_live_[A-Za-z0-9]{20}/],
  ["a JSON Web Token", /\beyJ[A-Za-z0-9_-]{8,400}\.eyJ[A-Za-z0-9_-]{8}/],
];

/** The credential that a text holds, in words, or undefined. */
export function credentialIn(text: string): string | undefined {
  for (const [said, pattern] of forms) if (pattern.test(text)) return said;
  return holdsPasswordInAddress(text) ? "an address with a password" : undefined;
}

const address = /:\/\/[^\s/?#@:]{0,200}:([^\s/?#@]{1,200})@/;

/** `postgres://user:hunter2@host/db`; a variable or a placeholder in that place is none. */
function holdsPasswordInAddress(text: string): boolean {
  const password = address.exec(text)?.[1];
  return password !== undefined && !isPlaceholder(password);
}

export type SecretWord = "password" | "token" | "key";

const words: Readonly<Record<string, SecretWord>> = {
  password: "password",
  passwd: "password",
  passphrase: "password",
  secret: "token",
  credential: "token",
  credentials: "token",
  token: "token",
  apikey: "key",
};
const keysBefore = new Set(["api", "access", "private", "secret", "encryption", "signing", "auth"]);

/** What a variable or flag of this name is for, judged by its last word: `DB_PASSWORD`, `api-key`, `authToken`; not `TOKEN_FILE`, not `MAX_TOKENS`. */
export function asksForSecret(name: string): SecretWord | undefined {
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .filter((part) => part !== "");
  const [last = "", before = ""] = [parts.at(-1), parts.at(-2)];
  if (last === "key") return keysBefore.has(before) ? "key" : undefined;
  return Object.hasOwn(words, last) ? words[last] : undefined;
}

/** Whether a value can be what its name asks for: any word for a password, only something random for a token or key. */
export function looksSecret(what: SecretWord, value: string): boolean {
  if (isPlaceholder(value)) return false;
  if (what === "password") return value.length >= 4 && !value.startsWith("/") && !/^(?:true|false|none|null|\d{1,5})$/i.test(value);
  return value.length >= 16 && /[0-9]/.test(value) && /[A-Za-z]/.test(value) && !/[\s/]/.test(value) && entropy(value) >= 3;
}

function isPlaceholder(value: string): boolean {
  return value === "" || /^[$<{%[]/.test(value) || /^(?:\*+|x+|\.+|…|changeme|example|placeholder|redacted)$/i.test(value);
}

/** Bits a character, by how often each occurs. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
