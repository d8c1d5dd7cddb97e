/**
 * Approvals
 *
 * A suspended task goes on by itself when its time is over, and `argo resume` lets it go on without an answer. So the answer is a value, "no" unless given, and
 * whatever is not "yes" fails the task after it (meaning.md, rule 23). A task and not an output of the DAG: on 4.0.5 a DAG whose outputs fail leaves those that
 * depend on it waiting for ever.
 */
import type { PlannedApproval } from "../../../compiler/plan.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import { kebab } from "../../names.ts";
import type { Callable } from "./callable.ts";
import { seconds } from "./durations.ts";
import { quoted } from "./expr-text.ts";
import type { Room } from "./lowering.ts";
import { nothing } from "./nothing.ts";

export function lowerApproval(room: Room, { node }: PlannedApproval): Callable {
  const { takeName, templates } = room.lowering;
  const name = takeName(`${room.prefix}${kebab(node.name)}`);
  const answer = takeName(`${name}-answer`);
  const expires = node.expires === undefined ? undefined : parseDuration(node.expires);
  const verdict = `tasks.answer.outputs.parameters.answer == 'yes' ? 'yes' : sprig.fail(${quoted(`"${node.name}" was not approved`)})`;
  templates.push(
    {
      name: answer,
      inputs: { parameters: [{ name: "message", value: node.message }] },
      outputs: { parameters: [{ name: "answer", enum: ["yes", "no"], valueFrom: { supplied: {}, default: "no" } }] },
      suspend: expires === undefined ? {} : { duration: `${seconds(expires)}s` },
    },
    {
      name,
      dag: {
        tasks: [
          { name: "answer", template: answer },
          {
            name: "verdict",
            template: nothing(room.lowering),
            depends: "answer.Succeeded",
            arguments: { parameters: [{ name: "value", value: `{{=${verdict}}}` }] },
          },
        ],
      },
    },
  );
  return { template: name, takes: [], gives: [] };
}
