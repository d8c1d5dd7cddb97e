/** What a name of the flow is in a place. */
import { invariant } from "../../../compiler/invariant.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import type { Lowering } from "./lowering.ts";
import type { Frame, Known, Place } from "./place.ts";
import type { Rendered, Site } from "./render.ts";
import { runValue } from "./run-values.ts";
import { parameter } from "./sel-text.ts";

/** A value of a step, a loop, a branch or a call, an item, a parameter, or of the run. */
export function lookUp(expression: Expression, site: Site): Rendered {
  const known = found(expression, site);
  invariant(known !== undefined, `an expression "${expression.op}" is known where it is used: ${JSON.stringify(expression)}`);
  return {
    type: known.type,
    source: carriedTo(known, site.place, site.lowering),
    ...(known.literal && { literal: known.literal }),
  } as Rendered;
}

function found(expression: Expression, { frame, lowering }: Site): Known | undefined {
  switch (expression.op) {
    case "param":
      return frame.room.params.get(expression.name);
    case "run":
      return runValue(lowering, expression.field);
    case "item": {
      let at: Frame | undefined = frame;
      while (at !== undefined && at.item?.loop !== expression.loop) at = at.around;
      return at?.item?.known;
    }
    case "output":
      return givenBy(expression.node, expression, frame);
    case "gather":
    case "last":
      return givenBy(expression.loop, expression, frame);
    case "join":
      return givenBy(expression.branch, expression, frame);
    case "result":
      return givenBy(expression.call, expression, frame);
    default:
      return undefined;
  }
}

function givenBy(node: number, expression: Expression, frame: Frame): Known | undefined {
  let at: Frame | undefined = frame;
  while (at !== undefined && !at.given.has(node)) at = at.around;
  return at?.given.get(node)?.value(expression);
}

/** The source of a value in a place further in: it travels as a parameter of the outermost loop that lies between. Parameters are known further in by themselves. */
function carriedTo({ source, place: home }: Known, place: Place, lowering: Lowering): string {
  if (home === undefined || home === place) return source;
  let at = place;
  while (at.outer !== undefined && at.outer.place !== home) at = at.outer.place;
  const { outer, carried } = at;
  invariant(outer !== undefined, "a value is used within the place where it is known");
  const name = carried.get(source) ?? lowering.takeParam("carried");
  if (!carried.has(source)) {
    carried.set(source, name);
    outer.loop().params.set(name, { expression: source, type: "STRING" });
  }
  return parameter(name);
}
