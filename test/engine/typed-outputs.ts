import type { ValueType } from "../../schema/values/value-type.ts";
import { absent } from "../../targets/argo/lower/render.ts";
import type { EngineNode } from "./nodes.ts";

/** The values that a step handed out, from their texts. */
export function typedOutputs(node: EngineNode | undefined, types: Readonly<Record<string, ValueType>>): Readonly<Record<string, unknown>> {
  const texts = node?.outputs?.parameters ?? {};
  return Object.fromEntries(
    Object.entries(types).flatMap(([name, type]) => {
      const text = texts[name];
      if (type.type === "artifact" || text === undefined || text === null || text === absent) return [];
      return [[name, typed(text, type)]];
    }),
  );
}

function typed(text: string, type: ValueType): unknown {
  switch (type.type) {
    case "optional":
      return typed(text, type.of);
    case "integer":
    case "number":
      return Number(text);
    case "boolean":
    case "list":
    case "object":
      return parsed(text);
    default:
      return text;
  }
}

/** Text that is no JSON is a finding, and no reason to stop reading. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { "not JSON": text };
  }
}
