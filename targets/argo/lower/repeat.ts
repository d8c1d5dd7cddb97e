/**
 * `repeatUntil`: a DAG that runs the body, then calls itself where the condition does not hold yet
 *
 * Each round hands out what the rounds after it gave, so the outermost has the last one's (meaning.md, rule 15).
 */
import type { PlannedRepeatUntil } from "../../../compiler/plan.ts";
import { captureName } from "../../capture-name.ts";
import { expressionKey } from "../../expression-key.ts";
import { kebab, uniqueNames } from "../../names.ts";
import { bodyTemplate, capturesOfBody } from "./body.ts";
import { knownIn } from "./branch.ts";
import type { Callable, Given, Take } from "./callable.ts";
import { addTask, artifactOf, artifactVariable, inputsFor, makeKnown, newDag, open } from "./dag.ts";
import { quoted, variable } from "./expr-text.ts";
import { artifactKind, needsPosition, outputCaptures, type Room } from "./lowering.ts";
import { dataOf, fromVariable, type Rendered, render, textOf } from "./render.ts";
import type { Scope } from "./scope.ts";

export function lowerRepeatUntil(room: Room, { node, body }: PlannedRepeatUntil, outer: Scope): Callable {
  const name = room.lowering.takeName(`${room.prefix}${kebab(node.name)}`);
  const positioned = needsPosition(body, room.plan);
  const captures = new Map(body.captures.map((capture) => [expressionKey(capture.expression), capture]));
  for (const capture of knownIn(node.until, outer)) captures.set(expressionKey(capture.expression), capture);
  const { scope, takes, takeInputName } = open(
    room,
    [...captures.values(), ...capturesOfBody(room, body), ...outputCaptures(room, node.until)],
    outer,
    positioned,
  );
  const round = takeInputName("round");
  const current = fromVariable(["inputs", "parameters", round], { type: "integer", minimum: 1 });
  const inner: Scope = positioned ? { ...scope, position: positionOfRound(scope, current) } : scope;
  const dag = newDag(room, inner);
  const callable = bodyTemplate(room, body, `${kebab(node.name)}-round`, inner);
  const ran = addTask(dag, "body", callable, {});
  for (const give of callable.gives) makeKnown(inner, ran, give);
  const held = dataOf(render(node.until, inner));
  const takeOutputName = uniqueNames("rounds");
  const gives = body.exports.map(
    ({ expression, type }): Given => ({
      expression: { op: "last", loop: node.id, of: expression },
      name: takeOutputName(captureName(expression, room.plan.flow)),
      type,
      artifact: artifactKind(expression, room.plan) === "artifact",
    }),
  );
  const atMost = `${held} or int(${current.source}) < ${node.max}`;
  const never = `sprig.fail(${quoted(`"${node.name}" did not end within ${node.max} rounds`)})`;
  const next: Take = {
    name: round,
    kind: "rendered",
    // Worked out where the next round would begin: there a failure fails the loop, and nothing waits for it.
    value: () => ({ type: { type: "string" }, form: "text", source: `${atMost} ? toJson(int(${current.source}) + 1) : ${never}` }),
  };
  const when = `{{=not ${held}}}`;
  const again = addTask(dag, "again", { template: name, takes: [...takes, next], gives: [] }, { depends: `${ran}.Succeeded`, when }, scope);
  const chosen = (later: string, now: string): string => `tasks.${again}.status == 'Succeeded' ? ${later} : ${now}`;
  const value = (give: Given, of: Rendered): string => chosen(variable(["tasks", again, "outputs", "parameters", give.name]), textOf(of));
  const exported = body.exports.map(({ expression }, index) => ({ expression, give: gives[index] }));
  room.lowering.templates.push({
    name,
    inputs: inputsFor([...takes, next]),
    outputs: {
      parameters: [
        {
          name: "rounds",
          valueFrom: {
            expression: chosen(`tasks.${again}.outputs.parameters.rounds`, current.source),
          },
        },
        ...exported.flatMap(({ expression, give }) =>
          give === undefined || give.artifact
            ? []
            : [{ name: give.name, valueFrom: { expression: value(give, render(expression, inner)) } }],
        ),
      ],
      ...(gives.some(({ artifact }) => artifact) && {
        artifacts: exported.flatMap(({ expression, give }) =>
          give?.artifact
            ? [
                {
                  name: give.name,
                  fromExpression: chosen(
                    variable(["tasks", again, "outputs", "artifacts", give.name]),
                    artifactVariable(artifactOf(expression, inner)),
                  ),
                },
              ]
            : [],
        ),
      }),
    },
    ...(room.plan.flow.failFast && { failFast: true }),
    dag: { tasks: dag.tasks },
  });
  const first: Take = {
    name: round,
    kind: "rendered",
    value: () => ({ type: { type: "integer" }, form: "text", source: "'1'", literal: "1" }),
  };
  return { template: name, takes: [...takes, first], gives };
}

function positionOfRound(scope: Scope, round: Rendered): Rendered {
  const before = scope.position === undefined ? "" : `${scope.position.source} + '/' + `;
  return { type: { type: "string" }, form: "data", source: `(${before}'round-' + ${round.source})` };
}
