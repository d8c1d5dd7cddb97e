import fc from "fast-check";
import { expect, it } from "vitest";
import type { PlannedBody } from "../../compiler/plan.ts";
import { type Flow, isStep, type Node } from "../../compiler/program.ts";
import { type Expression, withOperands } from "../../schema/values/expression.ts";
import { moves, planned } from "../support/any-flow.ts";
import { bodiesOf } from "../support/plan-words.ts";

it("plans every flow so that each value is there when it is used, and crosses each body on its way", () => {
  fc.assert(
    fc.property(moves, (all) => {
      const plan = planned(all);
      const seen: number[] = [];
      checkBody(plan.body, plan.flow, seen);
      expect(seen.toSorted((one, other) => one - other)).toEqual(plan.flow.nodes.map(({ id }) => id));
    }),
    { numRuns: 400, seed: 7 },
  );
});

function checkBody(body: PlannedBody, flow: Flow, seen: number[]): void {
  const done = new Set<number>();
  for (const planned of body.nodes) {
    for (const { node } of planned.needs) expect(done).toContain(node);
    const needed = new Set(planned.needs.map(({ node }) => node));
    for (const awaited of planned.node.after) if (flow.nodes[awaited.node]?.body === body.id) expect(needed).toContain(awaited.node);
    for (const expression of valuesOf(planned.node)) checkValue(expression, body, flow, needed);
    for (const inner of bodiesOf(planned)) {
      for (const { expression } of inner.captures) checkValue(expression, body, flow, needed);
      checkBody(inner, flow, seen);
    }
    done.add(planned.node.id);
    seen.push(planned.node.id);
  }
}

/** Each value is of a node that is waited for here, of this loop, or captured. */
function checkValue(expression: Expression, body: PlannedBody, flow: Flow, needed: ReadonlySet<number>): void {
  const captured = new Set(body.captures.map((capture) => JSON.stringify(capture.expression)));
  const visit = (at: Expression): void => {
    if (captured.has(JSON.stringify(at))) return;
    const of = nodeOf(at);
    if (at.op === "item") expect(flow.bodies[body.id]?.owner).toBe(of);
    else if (of !== undefined) expect(needed).toContain(of);
    if (of === undefined) for (const operand of operandsOf(at)) visit(operand);
  };
  visit(expression);
}

function nodeOf(expression: Expression): number | undefined {
  if (expression.op === "output") return expression.node;
  if (expression.op === "item" || expression.op === "gather" || expression.op === "last") return expression.loop;
  return expression.op === "join" ? expression.branch : undefined;
}

function operandsOf(expression: Expression): readonly Expression[] {
  const [, ...inner] = withOperands(expression);
  return inner.filter((operand) => !inner.some((other) => other !== operand && [...withOperands(other)].slice(1).includes(operand)));
}

function valuesOf(node: Node): readonly Expression[] {
  if (isStep(node)) {
    const words = node.program.kind === "command" ? node.program.words : [];
    return [...Object.values(node.inputs), ...words.filter((word) => typeof word !== "string")];
  }
  if (node.kind === "forEach") return [node.items];
  return node.kind === "branch" ? node.cases.flatMap(({ test }) => (test === null ? [] : [test])) : [];
}

it("exports from each body whatever is gathered, joined or kept of it", () => {
  fc.assert(
    fc.property(moves, (all) => {
      const { body, flow } = planned(all);
      const exported = new Map<number, Set<string>>();
      const collect = (at: PlannedBody): void => {
        exported.set(at.id, new Set(at.exports.map(({ expression }) => JSON.stringify(expression))));
        for (const node of at.nodes) for (const inner of bodiesOf(node)) collect(inner);
      };
      collect(body);
      for (const node of flow.nodes)
        for (const value of valuesOf(node))
          for (const expression of withOperands(value))
            for (const [of, part] of partsOf(expression, flow)) expect(exported.get(of)).toContain(JSON.stringify(part));
    }),
    { numRuns: 200, seed: 8 },
  );
});

function partsOf(expression: Expression, flow: Flow): readonly (readonly [body: number, part: Expression])[] {
  const node = flow.nodes[nodeOf(expression) ?? -1];
  if ((expression.op === "gather" || expression.op === "last") && (node?.kind === "forEach" || node?.kind === "repeatUntil"))
    return [[node.runs, expression.of]];
  if (expression.op !== "join" || node?.kind !== "branch") return [];
  return expression.cases.map((taken, index) => [node.cases[index]?.runs ?? -1, taken] as const);
}
