import { message } from "../../../compiler/diagnostics/message.ts";
import { ofName } from "../../../compiler/rules/rule.ts";
import { idOfWorkflow } from "../lower/workflow-id.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Workflow id
 *
 * The name of a flow, prefix included, is an id that Maestro takes.
 *
 * Source: maestro abdbdad, MaestroIdConstraint
 */
export const workflowId = definePlanRule({
  code: "maestro/workflow-id",
  severity: "error",
  message: message`Flow "${"flow"}" becomes the workflow "${"id"}", whose id ${"problem"}.`,
  why: "Maestro refuses the workflow.",
  help: message`Give the flow another name, or the environment another prefix.`,
  *find({ plan, context }) {
    const id = idOfWorkflow(plan.flow, context.environment);
    const problem = problemOf(id);
    if (problem !== undefined) yield { at: ofName(plan.flow), values: { flow: plan.flow.name, id, problem } };
  },
});

function problemOf(id: string): string | undefined {
  if (id.length > 128) return `has ${id.length} characters, where at most 128 are possible`;
  if (!/^[_a-zA-Z0-9][.\-_a-zA-Z0-9]*$/.test(id)) return 'is not of letters, digits, ".", "-" and "_"';
  return /^maestro_|_maestro$/i.test(id) ? "is one that Maestro keeps for itself" : undefined;
}
