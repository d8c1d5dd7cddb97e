export interface ParsedImage {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

const registry = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?$/;
const component = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;
const separators = /[._-]+/g;
const separator = /^(?:\.|_{1,2}|-+)$/;
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const digestPattern = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;

/**
 * The parts of an image's reference, or what is wrong with it as the end of a sentence
 *
 * Stricter in one point: "Acme/churn" would be the registry "Acme", which nobody means.
 *
 * Source: github.com/distribution/reference v0.6.0, grammar in reference.go
 */
export function parseImage(reference: string): ParsedImage | { readonly problem: string } {
  const at = reference.indexOf("@");
  const named = at < 0 ? reference : reference.slice(0, at);
  const digest = at < 0 ? undefined : reference.slice(at + 1);
  if (digest !== undefined && !digestPattern.test(digest))
    return { problem: `"${digest}" is no digest such as "sha256:" and 64 hexadecimal digits` };
  const colon = named.lastIndexOf(":");
  const tagged = colon > named.lastIndexOf("/");
  const repository = tagged ? named.slice(0, colon) : named;
  const tag = tagged ? named.slice(colon + 1) : undefined;
  if (tag !== undefined && !tagPattern.test(tag)) return { problem: `"${tag}" is no tag of at most 128 letters, digits, "_", "." and "-"` };
  if (repository === "") return { problem: "the repository is missing" };
  if (repository.length > 255) return { problem: `the repository has ${repository.length} characters, more than 255` };
  const parts = repository.split("/");
  const [host = ""] = parts;
  const hasHost = parts.length > 1 && (/[.:]/.test(host) || host === "localhost");
  if (hasHost && !registry.test(host)) return { problem: `"${host}" is no registry such as "ghcr.io" or "localhost:5000"` };
  for (const part of hasHost ? parts.slice(1) : parts) if (!isComponent(part)) return { problem: problemOf(part) };
  return { repository, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

function isComponent(part: string): boolean {
  return component.test(part) && (part.match(separators) ?? []).every((found) => separator.test(found));
}

function problemOf(part: string): string {
  if (part === "") return 'a part between two "/" is empty';
  if (part !== part.toLowerCase()) return `"${part}" has capital letters`;
  return `"${part}" is no name of small letters and digits, parted by ".", "_" or "-"`;
}
