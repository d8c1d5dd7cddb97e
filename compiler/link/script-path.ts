import { posix } from "node:path";
import type { Definition, FlowDefinition, NodeDefinitionOf } from "../validate/definition.ts";

/** The path, relative to the root, of the file that a script names beside the text that calls it; undefined outside the root. */
export function scriptPath({ options, calls }: NodeDefinitionOf<"script">, { origin }: FlowDefinition): string | undefined {
  const beside = calls[0]?.file ?? origin.file;
  const { file = "" } = options;
  if (file === "" || file.startsWith("/") || file.includes("\\") || file.includes("\0")) return undefined;
  const path = posix.join(posix.dirname(beside), file);
  return path === "." || path === ".." || path.startsWith("../") ? undefined : path;
}

/** The files that scripts name, each once, sorted: the loader reads their texts for `link`. */
export function scriptFiles(definitions: readonly Definition[]): readonly string[] {
  const files = new Set<string>();
  for (const definition of definitions) {
    if (definition.kind !== "flow") continue;
    for (const node of definition.nodes) {
      const path =
        node.kind === "script" && node.options.file !== undefined && !node.unknown.includes("file")
          ? scriptPath(node, definition)
          : undefined;
      if (path !== undefined) files.add(path);
    }
  }
  return [...files].sort();
}
