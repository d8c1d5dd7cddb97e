/**
 * Loops over lists
 *
 * A foreach step takes one array of texts: several would be multiplied with each other. What items give is handed out by a step at the end of each iteration that always runs, and
 * gathered by one after the loop.
 */
import { Broken, invariant } from "../../../compiler/invariant.ts";
import { typeOf } from "../../../compiler/link/type-of.ts";
import type { PlannedForEach } from "../../../compiler/plan.ts";
import { textOf } from "../../../compiler/values/check-value.ts";
import type { Json } from "../../../schema/record.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import type { Param } from "../schema.ts";
import { lowerBody, newFrame } from "./body.ts";
import { addParam, addStep, connectSteps, newPlace } from "./drafts.ts";
import { itemsOf, listOf, numbersBelow } from "./json-programs.ts";
import type { Connect, Lowering } from "./lowering.ts";
import type { Frame, Given, Known, StepDraft } from "./place.ts";
import { finished, newProgram } from "./program.ts";
import { programOf, render, type Site } from "./render.ts";
import { ofStep, parameter, quoted } from "./sel-text.ts";
import { travelling } from "./travelling.ts";

export function lowerForEach(lowering: Lowering, frame: Frame, { node, body }: PlannedForEach, connect: Connect): Given {
  const { room, place } = frame;
  const [wanted, path] = [`${room.prefix}${node.name}`, `${frame.path}${node.name}`];
  const site: Site = { lowering, frame, place };
  const items = arrayOf(node.items, site);
  // A step of its own works the items out: what is a parameter of the loop itself goes to every iteration.
  const before = "expression" in items ? addStep(lowering, place, `${wanted}_items`, { name: `${path}: items` }) : undefined;
  const itemsName = before === undefined ? "" : addParam(lowering, before, "items", items);
  const inner = newPlace({ place, loop: () => loop });
  const loop: StepDraft = addStep(lowering, place, wanted, {
    name: path,
    description: node.description,
    work: { kind: "loop", concurrency: node.parallelism, inner },
  });
  const item = lowering.takeParam("item");
  const given: Param = before === undefined ? items : { expression: ofStep(before.id, itemsName), type: "STRING_ARRAY" };
  loop.params.set("loop_params", { value: { [item]: given }, type: "MAP" });
  connect(before ?? loop);
  if (before !== undefined) connectSteps(before, loop);
  const known: Known = { type: node.itemType, source: parameter(item), place: undefined };
  const bodyFrame = newFrame(room, inner, frame, `${path}[]/`, { loop: node.id, known });
  const ends = lowerBody(lowering, bodyFrame, body, () => undefined);
  if (body.exports.length === 0) return { done: loop, value: nothingGathered };
  const result = addStep(lowering, inner, `${wanted}_result`, { name: `${path}[]: result` });
  for (const end of ends) connectSteps(end, result);
  const gathered = addStep(lowering, place, `${wanted}_gathered`, { name: `${path}: results` });
  connectSteps(loop, gathered);
  const lists = new Map<string, Known>();
  return {
    done: gathered,
    value(expression) {
      const key = JSON.stringify(expression);
      const list = lists.get(key) ?? gather(expression);
      lists.set(key, list);
      return list;
    },
  };

  function gather(expression: Expression): Known {
    invariant(expression.op === "gather", "a loop gives what it gathers");
    const exported = programOf(expression.of, { lowering, frame: bodyFrame, place: inner });
    const name = addParam(lowering, result, "result", { expression: exported, type: "STRING" });
    const program = newProgram();
    // Of a loop without iterations Maestro finds no parameter to gather.
    const empty = before === undefined ? "value" in items && items.value.length === 0 : `${ofStep(before.id, itemsName)}.length == 0`;
    if (typeof empty === "string") program.statements.push(`if (${empty}) { return '[]'; }`);
    const array = `params.getFromForeach(${[loop.id, result.id, name].map(quoted).join(", ")})`;
    const type = typeOf(expression.of, room.plan.flow);
    const source = empty === true ? "'[]'" : listOf(program, array, type);
    const list = addParam(lowering, gathered, "gathered", { expression: finished(program, source), type: "STRING" });
    return { type: { type: "list", item: type }, source: ofStep(gathered.id, list), place };
  }
}

/** The items as travelling texts. */
function arrayOf(
  items: Expression,
  site: Site,
): Extract<Param, { type: "STRING_ARRAY" }> | { readonly expression: string; readonly type: "STRING_ARRAY" } {
  const program = newProgram();
  if (items.op === "range") {
    const count = render(items.count, site, program);
    if (typeof count.literal?.value === "number")
      return literalItems(Array.from({ length: Math.max(0, count.literal.value) }, (_, index) => index));
    return { expression: finished(program, numbersBelow(program, count.source)), type: "STRING_ARRAY" };
  }
  const list = render(items, site, program);
  if (Array.isArray(list.literal?.value)) return literalItems(list.literal.value);
  const itemType = list.type.type === "list" ? list.type.item : { type: "unknown" as const };
  const array = itemsOf(program, list.source, itemType);
  return { expression: finished(program, array), type: "STRING_ARRAY" };
}

function literalItems(items: readonly Json[]): Extract<Param, { value: readonly string[] }> {
  return { value: items.map((item) => travelling(textOf(item))), type: "STRING_ARRAY" };
}

function nothingGathered(): never {
  throw new Broken("what a loop gathers is among the exports of its body");
}
