import { message } from "../../../compiler/diagnostics/message.ts";
import { ofName } from "../../../compiler/rules/rule.ts";
import { defineRequestRule } from "./maestro-rule.ts";

/**
 * Request size
 *
 * The request that makes a workflow has at most 256 KiB.
 *
 * Source: maestro abdbdad, Constants.WORKFLOW_CREATE_REQUEST_DATA_SIZE_LIMIT, JsonSizeConstraint
 */
export const requestSize = defineRequestRule({
  code: "maestro/request-size",
  severity: "error",
  message: message`Flow "${"flow"}" becomes a request of ${"size"} KiB, where Maestro takes at most 256.`,
  why: "Maestro refuses the request.",
  help: message`Put long scripts into the image, or split the flow.`,
  *find({ plan, documents }) {
    const bytes = sizeOf(documents);
    if (bytes > 262_144) yield { at: ofName(plan.flow), values: { flow: plan.flow.name, size: Math.ceil(bytes / 1024) } };
  },
});

/** Bytes of the compact JSON, to which the server writes it again. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return Buffer.byteLength(JSON.stringify(value));
  if (typeof value !== "object" || value === null) return String(value).length;
  if (Array.isArray(value)) return value.reduce<number>((sum, member) => sum + sizeOf(member) + 1, 1);
  return Object.entries(value).reduce((sum, [key, member]) => sum + Buffer.byteLength(key) + 4 + sizeOf(member), 1);
}
