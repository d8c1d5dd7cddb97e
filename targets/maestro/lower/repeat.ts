/**
 * Bodies that are repeated until a condition holds
 *
 * Written out, round for round: Maestro has a while step, but nothing outside it can see what its last round gave.
 *
 * Source: maestro abdbdad, WhileStepRuntime works on a copy of its parameters (StepRuntimeManager.cloneSummary), and MaestroParamExtension reads loops of foreach steps alone
 */
import { invariant } from "../../../compiler/invariant.ts";
import type { PlannedRepeatUntil } from "../../../compiler/plan.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { lowerBody, newFrame } from "./body.ts";
import { addParam, addStep, connectSteps } from "./drafts.ts";
import type { Connect, Lowering } from "./lowering.ts";
import type { Frame, Given, Known, StepDraft } from "./place.ts";
import { newProgram } from "./program.ts";
import { condition, render } from "./render.ts";
import { ofStep, parameter, quoted } from "./sel-text.ts";

interface Round {
  readonly frame: Frame;
  /** The step that works out whether this was the last round. */
  readonly end: StepDraft;
  readonly name: string;
}

export function lowerRepeatUntil(lowering: Lowering, frame: Frame, { node, body }: PlannedRepeatUntil, connect: Connect): Given {
  const { room, place } = frame;
  const [wanted, path] = [`${room.prefix}${node.name}`, `${frame.path}${node.name}`];
  const done = addStep(lowering, place, `${wanted}_done`, { name: `${path}: done` });
  const rounds: Round[] = [];
  let begin = connect;
  for (let number = 1; number <= node.max; number += 1) {
    const inner = newFrame(room, place, frame, `${path}#${number}/`);
    const ends = lowerBody(lowering, inner, body, begin);
    const end = addStep(lowering, place, `${wanted}_${number}_until`, { name: `${path}#${number}: until` });
    for (const last of ends) connectSteps(last, end);
    const program = newProgram();
    const until = condition(node.until, { lowering, frame: inner, place }, program);
    const never = `if (!${until}) { throw ${quoted(`The condition of "${node.name}" did not hold after ${node.max} rounds.`)}; } return true;`;
    const expression =
      number === node.max
        ? [...program.statements, never].join(" ")
        : program.statements.length === 0
          ? until
          : `${program.statements.join(" ")} return ${until};`;
    const name = addParam(lowering, end, "until", { expression, type: "BOOLEAN" });
    connectSteps(end, done, parameter(name));
    rounds.push({ frame: inner, end, name });
    begin = (step) => connectSteps(end, step, `!${parameter(name)}`);
  }
  const values = new Map<string, Known>();
  return {
    done,
    value(expression) {
      const key = JSON.stringify(expression);
      const known = values.get(key) ?? last(expression);
      values.set(key, known);
      return known;
    },
  };

  /** The value of the last round: the first in which the condition held. Later ones never ran, and are never looked up. */
  function last(expression: Expression): Known {
    invariant(expression.op === "last", "a repeated body gives what its last round gave");
    const found: Known[] = [];
    const parts = rounds.map(({ frame: inner, end, name }) => {
      const program = newProgram();
      const { source, type } = render(expression.of, { lowering, frame: inner, place }, program);
      found.push({ type, source, place });
      return `if (${ofStep(end.id, name)}) { ${[...program.statements, `return ${source};`].join(" ")} }`;
    });
    const name = addParam(lowering, done, "last", { expression: `${parts.join(" ")} throw 'No round was the last.';`, type: "STRING" });
    return { type: found[0]?.type ?? { type: "unknown" }, source: ofStep(done.id, name), place };
  }
}
