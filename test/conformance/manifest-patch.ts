type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * The value with each edit of the patch made in it. An edit's key is a path; a list is entered by the `name` of its member; `+` at the end
 * appends to a list; null removes. A path that begins with no key of the value
 * begins at the template of that name, or in the WorkflowTemplate.
 *
 * Throws when a path leads nowhere, so that a patch can never silently leave the base as it was.
 */
export function applyPatch<T>(value: T, patch: Readonly<Record<string, Json>>): T {
  const copy = structuredClone(value) as Json;
  for (const [path, replacement] of Object.entries(patch)) edit(copy, fullPath(copy, path.split("/")), replacement, path);
  return copy as T;
}

function fullPath(value: Json, path: readonly string[]): readonly string[] {
  const first = path[0] ?? "";
  if (isRecord(value) && first in value) return path;
  if (first === "metadata" || first === "spec") return ["template", ...path];
  return ["template", "spec", "templates", ...path];
}

function edit(value: Json, path: readonly string[], replacement: Json, wholePath: string): void {
  const [key = "", ...rest] = path;
  if (Array.isArray(value)) {
    if (key === "+") value.push(replacement);
    else {
      const index = value.findIndex((member) => isRecord(member) && member["name"] === key);
      if (index < 0) throw new Error(`The patch "${wholePath}" finds no member "${key}".`);
      if (rest.length > 0) edit(value[index] ?? null, rest, replacement, wholePath);
      else value.splice(index, 1, ...(replacement === null ? [] : [replacement]));
    }
  } else if (isRecord(value)) {
    if (rest.length === 0) {
      if (replacement === null) delete value[key];
      else value[key] = replacement;
    } else {
      value[key] ??= rest[0] === "+" ? [] : {};
      edit(value[key] ?? null, rest, replacement, wholePath);
    }
  } else throw new Error(`The patch "${wholePath}" enters something that is neither a list nor an object at "${key}".`);
}

function isRecord(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
