/** Parts of a step that refer to something outside the flow: its image, its pool, the file of its program. */
import type { NodeOptions } from "../../schema/kinds/flow/node-record.ts";
import type { Anchor } from "../diagnostics/diagnostic.ts";
import { nearHelp } from "../diagnostics/suggest.ts";
import { imageReference } from "../images.ts";
import type { ImageReference, Resources } from "../program.ts";
import type { FlowDefinition, NodeDefinition, NodeDefinitionOf } from "../validate/definition.ts";
import { shorten } from "../validate/found.ts";
import { sitesOf } from "../validate/problems.ts";
import type { LinkContext } from "./context.ts";
import { scriptFile, unknownImage, unknownPool } from "./flow-diagnostics.ts";
import { capital, sayNode } from "./say.ts";
import { scriptPath } from "./script-path.ts";

interface Linking {
  readonly definition: FlowDefinition;
  readonly context: LinkContext;
}

/** The image that a step runs: a literal reference, or what the lock file has under a name. */
export function linkImage(node: NodeDefinition, image: NodeOptions["step"]["image"], { definition, context }: Linking): ImageReference {
  if (typeof image === "string") return { reference: image };
  const name = image.image;
  const locked = context.config.images.resolve(name, context.environment.name);
  if (locked !== undefined) return { reference: imageReference(locked), name };
  if (!node.unknown.includes("image") && !context.config.images.isTold(name)) {
    const { help: near } = nearHelp(name, context.config.images.names);
    const command = `Run millwright images set ${shorten(name)}=REPOSITORY:TAG@sha256:DIGEST`;
    const help = near === undefined ? `${command}.` : `${near} Else run ${command.slice(4)}.`;
    context.report(unknownImage.at(at(node, "image"), { image: shorten(name) }, { definition: `flow:${definition.name}`, help }));
  }
  return { reference: "", name };
}

/** Resources with the pool by name, and the kinds of capacity written out. */
export function linkResources(
  node: NodeDefinition,
  { gpu, ...rest }: NonNullable<NodeOptions["step"]["resources"]>,
  { definition, context }: Linking,
): Resources {
  if (gpu === undefined) return rest;
  const { pool: reference, count } = gpu;
  const pool = context.findPool({ name: reference.name, calls: sitesOf(reference.calls, definition.sites) });
  if (pool === undefined && !context.config.leftOut.has(`gpuPool:${reference.name}`)) {
    const values = { step: capital(sayNode(node)), pool: shorten(reference.name) };
    context.report(unknownPool.at(at(node, "resources", "gpu", "pool"), values, { definition: `flow:${definition.name}` }));
  }
  const kinds = Object.keys(pool?.options.capacity ?? {}).filter((kind) => kind !== "spot");
  return { ...rest, gpu: { pool: reference.name, count, capacity: gpu.capacity ?? kinds } };
}

/** The program of a script: as written, or of the file beside the definition. */
export function linkScriptSource(
  node: NodeDefinitionOf<"script">,
  { definition, context }: Linking,
): { readonly source: string; readonly file?: string } {
  const { source, file } = node.options;
  if (file === undefined) return { source: source ?? "" };
  if (node.unknown.includes("file")) return { source: "unknown" };
  const path = scriptPath(node, definition);
  const text = path === undefined ? undefined : context.config.scriptSources.get(path);
  if (text !== undefined) return { source: text, file };
  const problem = path === undefined ? "lies outside the root" : `does not exist (looked for "${shorten(path)}")`;
  const values = { script: shorten(node.name), file: shorten(file), problem };
  context.report(scriptFile.at(at(node, "file"), values, { definition: `flow:${definition.name}` }));
  // Not empty, so that nobody speaks of an empty program; it is never used.
  return { source: "unknown", file };
}

function at({ calls }: NodeDefinition, ...path: readonly string[]): Anchor {
  return { calls, path: [1, ...path] };
}
