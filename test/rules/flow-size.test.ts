import { expect, it } from "vitest";
import { isProperty } from "../../compiler/diagnostics/diagnostic.ts";
import type { Flow, Program } from "../../compiler/program.ts";
import { flowSize } from "../../compiler/rules/flows/flow-size.ts";
import { oneStep } from "../support/find.ts";
import { compiled } from "../support/program.ts";

/** The one-step flow with its step as often as asked: earlier phases bound what a definition may record. */
function found(nodes: number) {
  const { program, plans } = compiled(oneStep());
  const large = program.flows.map(
    (flow): Flow => ({ ...flow, nodes: Array.from({ length: nodes }, () => flow.nodes[0]).filter((node) => node !== undefined) }),
  );
  const grown: Program = { ...program, flows: large };
  return Array.from(
    flowSize.find({ program: grown, flows: large, fresh: large, plans, pool: () => undefined }),
    ({ code, severity, message, at, help }) => ({
      code,
      severity,
      message,
      path: at !== null && isProperty(at) ? at.path : undefined,
      help,
    }),
  );
}

it("accepts ten thousand nodes", () => {
  expect(found(10_000)).toEqual([]);
});

it("reports one more", () => {
  expect(found(10_001)).toEqual([
    {
      code: "check/flow-size",
      severity: "error",
      message: 'Flow "churn" has 10001 steps, loops and branches, where at most 10000 fit.',
      path: [0],
      help: "Write `forEach` over a list, which is one step in the graph, or split the flow and `call` its parts.",
    },
  ]);
});
