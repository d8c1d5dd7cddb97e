/**
 * Flows of which an earlier build knows what they become
 *
 * A flow's plan, findings and artifacts follow from its state (compiler/program-hash.ts: with the flows that it calls and the pools of its steps), the environment
 * and the target's options. Where those are as they were, and nothing was found then, phases 4 to 6 need not look at it.
 */
import { createHash } from "node:crypto";
import type { Products } from "../cache/products.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ChosenTarget, Made } from "../phases/6-lower.ts";
import type { Product } from "../product.ts";
import { definitionId, type Flow, type Program } from "../program.ts";
import { definitionState } from "../program-hash.ts";

export interface Reuse {
  /** Flows that are known whole: for each of their targets. */
  readonly known: Made;
  /** Keeps what was made of the other flows, if nothing was found of them. */
  keep(made: Made, found: readonly Diagnostic[]): void;
}

/** Looks up the flows of a program; `flows` are those that are free of errors. */
export function reuse(products: Products, program: Program, flows: readonly Flow[], targets: readonly ChosenTarget[]): Reuse {
  const circumstances = targets.map(
    ({ target, options }) => [target.name, JSON.stringify([program.environment, target.name, options])] as const,
  );
  const keys = new Map(
    flows.map((flow) => {
      const state = definitionState(flow, program);
      const own = circumstances.filter(([name]) => flow.targets.includes(name));
      return [flow, own.map(([name, circumstance]) => [name, hash(`${state}\n${flow.name}\n${circumstance}`)] as const)] as const;
    }),
  );
  const known = new Map<Flow, ReadonlyMap<string, Product>>();
  for (const [flow, own] of keys) {
    const found = own.flatMap(([name, key]) => {
      const product = products.of(key);
      const { together } = targets.find(({ target }) => target.name === name)?.target ?? {};
      return product !== undefined && together?.part.safeParse(product.part).success !== false ? [[name, product] as const] : [];
    });
    if (own.length > 0 && found.length === own.length) known.set(flow, new Map(found));
  }
  return {
    known,
    keep(made, found) {
      // What is said of no definition may be about any.
      if (found.some(({ definition }) => definition === undefined)) return;
      const told = new Set(found.map(({ definition }) => definition));
      for (const [flow, own] of keys)
        for (const [name, key] of own) {
          const product = made.get(flow)?.get(name);
          if (product !== undefined && !known.has(flow) && !told.has(definitionId(flow))) products.keep(key, product);
        }
    },
  };
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
