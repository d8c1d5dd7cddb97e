/**
 * Approvals
 *
 * A suspended task goes on by itself when its time is over, and `argo resume` lets it go on without an answer. So the answer is a value, "no" unless given, and
 * whatever is not "yes" fails the DAG around it (meaning.md, rule 23).
 */
import type { PlannedApproval } from "../../../compiler/plan.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import type { Callable } from "./dag.ts";
import { seconds } from "./durations.ts";
import { quoted } from "./expr-text.ts";
import type { Room } from "./lowering.ts";
import { kebab } from "./names.ts";

export function lowerApproval(room: Room, { node }: PlannedApproval): Callable {
  const { takeName, templates } = room.lowering;
  const name = takeName(`${room.prefix}${kebab(node.name)}`);
  const answer = takeName(`${name}-answer`);
  const expires = node.expires === undefined ? undefined : parseDuration(node.expires);
  templates.push(
    {
      name: answer,
      inputs: { parameters: [{ name: "message", value: node.message }] },
      outputs: { parameters: [{ name: "answer", enum: ["yes", "no"], valueFrom: { supplied: {}, default: "no" } }] },
      suspend: expires === undefined ? {} : { duration: `${seconds(expires)}s` },
    },
    {
      name,
      outputs: {
        parameters: [
          {
            name: "answer",
            valueFrom: {
              expression: `tasks.answer.outputs.parameters.answer == 'yes' ? 'yes' : sprig.fail(${quoted(`"${node.name}" was not approved`)})`,
            },
          },
        ],
      },
      dag: { tasks: [{ name: "answer", template: answer }] },
    },
  );
  return { template: name, takes: [], gives: [] };
}
