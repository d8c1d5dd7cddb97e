import { message } from "../../diagnostics/message.ts";
import { definitionId } from "../../program.ts";
import { defineRule, ofDefinition } from "../rule.ts";

/**
 * Pool has capacity
 *
 * A pool has at least one kind of capacity, and each kind at least one node.
 */
export const poolHasCapacity = defineRule({
  code: "check/pool-has-capacity",
  severity: "error",
  law: true,
  message: message`Pool "${"pool"}" has ${"found"}, where at least one node is expected.`,
  why: "A step on a pool without nodes waits until its queue timeout.",
  help: message`Say how many nodes it has, as in \`capacity: { onDemand: { maxNodes: 4 } }\`, or remove the pool.`,
  *find({ program }) {
    for (const pool of program.pools) {
      const definition = definitionId(pool);
      const { reserved, onDemand, spot, flex } = pool.capacity;
      const nodes = {
        reserved: reserved && (["nodes", reserved.nodes] as const),
        onDemand: onDemand && (["maxNodes", onDemand.maxNodes] as const),
        spot: spot && (["maxNodes", spot.maxNodes] as const),
        flex: flex && (["maxNodes", flex.maxNodes] as const),
      };
      const kinds = Object.entries(nodes).filter(([, bound]) => bound !== undefined);
      if (kinds.length === 0) yield { at: ofDefinition(pool, "capacity"), values: { pool: pool.name, found: "no capacity" }, definition };
      for (const [kind, bound] of kinds) {
        if (bound === undefined || (Number.isInteger(bound[1]) && bound[1] >= 1)) continue;
        const found = `${bound[1]} nodes of "${kind}" capacity`;
        yield { at: ofDefinition(pool, "capacity", kind, bound[0]), values: { pool: pool.name, found }, definition };
      }
    }
  },
});
