import { expect, it } from "vitest";
import type { Definition } from "../../compiler/program.ts";
import { definitionState } from "../../compiler/program-hash.ts";
import { gpuPool, z } from "../../schema/index.ts";
import { type Loose, looseFlow, options } from "../support/mistakes.ts";
import { flowOf, planOf, programOf } from "../support/program.ts";

function hashOf(flow: Loose): string {
  return planOf({ flow }).programHash;
}

function fitted(rest: object = {}, ofFlow: object = {}): Loose {
  return looseFlow(({ step }) => step("fit", options(rest)), ofFlow);
}

it("is the same wherever the definition stands, and in whatever order its fields are written", () => {
  const one = looseFlow(
    ({ step, params, when }) => when(params.n.gt(1), () => step("fit", options({ env: { A: "1", B: "2" }, timeout: "1h" }))),
    { params: { n: z.int() }, tags: ["x"] },
  );
  const other = looseFlow(
    ({ step, params, when }) => when(params.n.gt(1), () => step("fit", options({ timeout: "1h", env: { B: "2", A: "1" } }))),
    { tags: ["x"], params: { n: z.int() } },
  );
  expect(hashOf(one)).toBe(hashOf(other));
  expect(hashOf(one)).toMatch(/^[0-9a-f]{16}$/);
});

it.each<[string, object, object]>([
  ["a word of a command", { command: () => ["fit", "--fast"] }, {}],
  ["a timeout", { timeout: "2h" }, {}],
  ["a label named as what we leave out", { labels: { calls: "x" } }, {}],
  ["an output named as what we leave out", { outputs: { calls: z.int() } }, {}],
  ["a description", {}, { description: "Fits." }],
  ["a parameter", {}, { params: { calls: z.int().default(1) } }],
])("moves with %s", (_, rest, ofFlow) => {
  expect(hashOf(fitted(rest, ofFlow))).not.toBe(hashOf(fitted()));
});

it("moves with the type of a parameter named as what we leave out", () => {
  const ofType = (type: Loose) => hashOf(fitted({}, { params: { calls: type } }));
  expect(ofType(z.int())).not.toBe(ofType(z.string()));
});

it("moves with a called flow and with a pool, of which it is made", () => {
  const state = (memory: string, timeout: string, which: string): string => {
    const pool = gpuPool("h100", {
      accelerator: "x",
      node: { machine: "m", gpus: 8, cpu: 8, memory: memory as "1Ti" },
      capacity: { reserved: { nodes: 1, reservation: "r" } },
      provider: { karpenter: { nodeClass: "c" } },
    });
    const inner = looseFlow(({ step }) => step("fit", options({ timeout, resources: { gpu: { pool, count: 1 } } })), {}, "inner");
    const outer = looseFlow(({ call }) => call("in", inner, {}), {}, "outer");
    const program = programOf({ pool, inner, outer });
    const found = [...program.flows, ...program.pools].find(({ name }) => name === which) as Definition;
    return definitionState(found, program);
  };
  for (const which of ["inner", "outer"]) {
    expect(state("1Ti", "1h", which)).toBe(state("1Ti", "1h", which));
    expect(state("1Ti", "2h", which)).not.toBe(state("1Ti", "1h", which));
    expect(state("2Ti", "1h", which)).not.toBe(state("1Ti", "1h", which));
  }
  expect(state("1Ti", "2h", "h100")).toBe(state("1Ti", "1h", "h100"));
});

it("moves the plan's hash of a caller with the flow that it calls", () => {
  const hash = (timeout: string): string => {
    const inner = looseFlow(({ step }) => step("fit", options({ timeout })), {}, "inner");
    return planOf({ inner, outer: looseFlow(({ call }) => call("in", inner, {}), {}, "outer") }, "outer").programHash;
  };
  expect(hash("1h")).not.toBe(hash("2h"));
});

it("freezes what it hashed, with all that is in it", () => {
  const frozen = (value: unknown): boolean =>
    typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
  expect(frozen(flowOf(programOf({ f: fitted() })))).toBe(true);
  expect(frozen(planOf({ f: fitted() }))).toBe(true);
});
