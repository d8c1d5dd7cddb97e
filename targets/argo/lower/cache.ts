/**
 * Caching
 *
 * The key is a hash of what meaning.md, rule 22 lists: what is known now (image, command, environment, names of secrets, types of the outputs) and the values of
 * all inputs. Argo refuses keys of other characters at run time, so a letter stands before the hexadecimal digits.
 */
import { createHash } from "node:crypto";
import type { PlannedStep } from "../../../compiler/plan.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import type { Template } from "../schema.ts";
import { goDuration } from "./durations.ts";
import { quoted, variable } from "./expr-text.ts";
import type { Room } from "./lowering.ts";
import { pieces, textOf } from "./render.ts";
import type { Scope } from "./scope.ts";

/** Argo wants an age; ten years stand for "for ever". */
const forEver = 10 * 365 * 86_400_000;

export function memoized(room: Room, planned: PlannedStep, scope: Scope, inputs: readonly string[]): NonNullable<Template["memoize"]> {
  const { node, command } = planned;
  const { flow } = room.lowering.plan;
  const known = { image: node.image.reference, command, env: node.env, outputs: node.outputs };
  const fixed = createHash("sha256").update(JSON.stringify(known, withoutPlaces)).digest("hex").slice(0, 32);
  const values = inputs.map((name) => variable(["inputs", "parameters", name]));
  const declared = (node.cache?.key ?? []).map((text) => pieces(text, scope).map(textOf).join(" + ") || "''");
  const parameters = room.outermost ? usedParams(planned, scope) : [];
  const parts = [quoted(fixed), ...values, ...declared, ...parameters];
  return {
    key: `k{{=sprig.sha256sum(toJson([${parts.join(", ")}]))}}`,
    maxAge: goDuration(node.cache?.maxAge === undefined ? forEver : (parseDuration(node.cache.maxAge) ?? forEver)),
    cache: { configMap: { name: `${room.lowering.context.environment.namePrefix}${flow.name}-cache` } },
  };
}

function withoutPlaces(name: string, member: unknown): unknown {
  return name === "calls" ? undefined : member;
}

/** Parameters of the workflow that the command and the environment name: they are no inputs of the template. */
function usedParams({ node, command }: PlannedStep, scope: Scope): readonly string[] {
  const names = new Map<string, string>();
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    if ("op" in part && part.op === "param" && "name" in part && typeof part.name === "string") {
      const value = scope.everywhere({ op: "param", name: part.name });
      if (value !== undefined) names.set(part.name, textOf(value));
    }
    for (const member of Object.values(part)) visit(member);
  };
  visit([command, node.env]);
  return [...names.values()];
}
