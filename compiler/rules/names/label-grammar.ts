/**
 * The grammar of keys and values of labels
 *
 * Source: Kubernetes v1.35, validation.IsQualifiedName and IsValidLabelValue
 */
const name = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const prefixPart = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** `[prefix/]name`: the prefix a DNS name of at most 253 characters, the name at most 63. */
export function isLabelKey(key: string): boolean {
  const [first = "", second, ...more] = key.split("/");
  if (more.length > 0) return false;
  if (second === undefined) return name.test(first);
  return name.test(second) && first.length <= 253 && first.split(".").every((part) => prefixPart.test(part));
}

/** Empty, or at most 63 letters, digits, "-", "_" and "." with a letter or digit at both ends. */
export function isLabelValue(value: string): boolean {
  return value === "" || name.test(value);
}
