/**
 * Calls: the callee's steps among those of the caller
 *
 * Inlined, not as a subworkflow: that runs whatever version is active on the day of the run, one that is pinned is a number which the server gives out, and what it gave could be read only
 * step by step.
 */
import { invariant } from "../../../compiler/invariant.ts";
import { resultAt } from "../../../compiler/link/type-of.ts";
import type { PlannedCall } from "../../../compiler/plan.ts";
import { lowerBody, newFrame } from "./body.ts";
import { addParam, addStep, connectSteps } from "./drafts.ts";
import type { Connect, Lowering } from "./lowering.ts";
import type { Frame, Given, Known, Room } from "./place.ts";
import { finished, newProgram } from "./program.ts";
import { render } from "./render.ts";
import { ofStep } from "./sel-text.ts";

export function lowerCall(lowering: Lowering, frame: Frame, planned: PlannedCall, connect: Connect): Given {
  const { node, flow } = planned;
  const { room, place } = frame;
  const callee = room.plan.called[flow];
  invariant(callee !== undefined, "a called flow is planned");
  const [wanted, path] = [`${room.prefix}${node.name}`, `${frame.path}${node.name}`];
  const begin = addStep(lowering, place, `${wanted}_arguments`, { name: `${path}: arguments`, description: node.description });
  connect(begin);
  const params = new Map<string, Known>();
  for (const [name, expression] of Object.entries(planned.arguments)) {
    const program = newProgram();
    const value = render(expression, { lowering, frame, place }, program);
    const type = callee.flow.params[name]?.type ?? value.type;
    if (value.literal !== undefined) {
      params.set(name, { type, source: value.source, place: undefined, literal: value.literal });
      continue;
    }
    const param = addParam(lowering, begin, `argument_${name}`, { expression: finished(program, value.source), type: "STRING" });
    params.set(name, { type, source: ofStep(begin.id, param), place });
  }
  const inner: Room = {
    // Flows that it calls are those of the outermost plan.
    plan: { ...callee, called: callee.called.length > 0 ? callee.called : room.plan.called },
    params,
    prefix: `${wanted}_`,
  };
  const calleeFrame = newFrame(inner, place, undefined, `${path}/`);
  const ends = lowerBody(lowering, calleeFrame, callee.body, (step) => connectSteps(begin, step));
  const done = addStep(lowering, place, `${wanted}_done`, { name: `${path}: done` });
  for (const end of ends.length === 0 ? [begin] : ends) connectSteps(end, done);
  const results = new Map<string, Known>();
  return {
    done,
    value(expression) {
      const key = JSON.stringify(expression);
      const leaf = expression.op === "result" ? resultAt(callee.flow.result, expression.path) : undefined;
      invariant(leaf !== undefined, `call "${node.name}" gives the result that is used`);
      const known = results.get(key) ?? given(leaf.expression);
      results.set(key, known);
      return known;
    },
  };

  function given(expression: Parameters<typeof render>[0]): Known {
    const program = newProgram();
    const { type, source, literal } = render(expression, { lowering, frame: calleeFrame, place }, program);
    if (literal !== undefined) return { type, source, place: undefined, literal };
    const name = addParam(lowering, done, "result", { expression: finished(program, source), type: "STRING" });
    return { type, source: ofStep(done.id, name), place };
  }
}
