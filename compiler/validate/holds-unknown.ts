/** Whether recorded data holds a value that could not be known: the mistake behind it was noted elsewhere, perhaps outside every definition. */
export function holdsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ((value as { readonly op?: unknown }).op === "unknown") return true;
  for (const member of Object.values(value)) if (holdsUnknown(member)) return true;
  return false;
}
