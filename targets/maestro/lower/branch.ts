/**
 * Branches
 *
 * A step that does nothing works out the tests, and its transitions lead to the bodies; another closes the branch. The second runs where any of the bodies has ended, and all of them
 * are over by then: of those that were not taken every step is unsatisfied.
 */
import { invariant } from "../../../compiler/invariant.ts";
import { typeOf } from "../../../compiler/link/type-of.ts";
import type { PlannedBranch } from "../../../compiler/plan.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { lowerBody, newFrame } from "./body.ts";
import { addParam, addStep, connectSteps } from "./drafts.ts";
import type { Connect, Lowering } from "./lowering.ts";
import type { Frame, Given, Known } from "./place.ts";
import { newProgram } from "./program.ts";
import { conditionProgram, render } from "./render.ts";
import { ofStep, parameter } from "./sel-text.ts";

export function lowerBranch(lowering: Lowering, frame: Frame, { node, cases, path }: PlannedBranch, connect: Connect): Given {
  const { room, place } = frame;
  const named = path.split("/").at(-1) ?? "";
  const test = addStep(lowering, place, `${room.prefix}${named}_test`, { name: `${frame.path}${named}: which branch` });
  connect(test);
  const done = addStep(lowering, place, `${room.prefix}${named}_branch`, { name: `${frame.path}${named}: end of the branch` });
  const names: string[] = [];
  const frames: Frame[] = [];
  const straight: string[] = [];
  for (const [index, { test: condition, body }] of cases.entries()) {
    const expression = conditionProgram(condition, { lowering, frame, place });
    const name = addParam(lowering, test, `case_${index + 1}`, { expression, type: "BOOLEAN" });
    const inner = newFrame(room, place, frame, frame.path);
    const ends = lowerBody(lowering, inner, body, (step) => connectSteps(test, step, parameter(name)));
    if (ends.length === 0) straight.push(parameter(name));
    for (const end of ends) connectSteps(end, done);
    names.push(name);
    frames.push(inner);
  }
  // Without `otherwise` it is done also where nothing was taken.
  if (!node.complete) connectSteps(test, done);
  else if (straight.length > 0) connectSteps(test, done, straight.join(" || "));
  const joined = new Map<string, Known>();
  return {
    done,
    value(expression) {
      const key = JSON.stringify(expression);
      const known = joined.get(key) ?? join(expression);
      joined.set(key, known);
      return known;
    },
  };

  /** The value of the body that was taken; those of the others are never looked up. */
  function join(expression: Expression): Known {
    invariant(expression.op === "join", "a branch gives what its bodies join to");
    const parts = expression.cases.map((taken, index) => {
      const inner = frames[index];
      invariant(inner !== undefined, "a branch joins a value a case");
      const program = newProgram();
      const { source } = render(taken, { lowering, frame: inner, place }, program);
      return `if (${ofStep(test.id, names[index] ?? "")}) { ${[...program.statements, `return ${source};`].join(" ")} }`;
    });
    const name = addParam(lowering, done, "joined", { expression: `${parts.join(" ")} throw 'No branch was taken.';`, type: "STRING" });
    return { type: typeOf(expression, room.plan.flow), source: ofStep(done.id, name), place };
  }
}
