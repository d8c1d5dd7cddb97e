import { message } from "../../../compiler/diagnostics/message.ts";
import { ofDefinition } from "../../../compiler/rules/rule.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Parameter name
 *
 * A parameter's name is one that Maestro takes, and has no use for itself.
 *
 * Source: maestro abdbdad, MaestroReferenceIdConstraint, default-workflow-params.yaml, Constants.RESERVED_PARAM_NAMES
 */
export const parameterName = definePlanRule({
  code: "maestro/parameter-name",
  severity: "error",
  message: message`The parameter "${"param"}" has a name that ${"problem"}.`,
  why: "Maestro refuses the workflow, or takes the parameter for one of its own.",
  help: message`Use letters, digits and single underscores, such as "trainingDay".`,
  *find({ plan }) {
    for (const param of Object.keys(plan.flow.params)) {
      const problem = problemOf(param);
      if (problem !== undefined) yield { at: ofDefinition(plan.flow, "params", param), values: { param, problem } };
    }
  },
});

const own: ReadonlySet<string> = new Set(
  (
    "owner workflow_id workflow_instance_id step_instance_uuid step_attempt_id step_id loop_index loop_params condition kubernetes params Params PARAMS util Util UTIL " +
    "Maestro MAESTRO maestro scheduler Scheduler SCHEDULER RUN_TS TARGET_RUN_DATE TARGET_RUN_HOUR LOCAL_RUN_DATE RUN_DATE RUN_DATE_MINUS_1 RUN_DATE_MINUS_7 " +
    "DSL_DEFAULT_TZ WORKFLOW_CRON_TIMEZONE FROM_DATE TO_DATE INITIATOR_TYPE AUTH_BLOB AUTH_DATA AUTHORIZED_MANAGERS IS_STEP_SATISFIED"
  ).split(" "),
);

function problemOf(name: string): string | undefined {
  if (name.length > 128) return "is longer than 128 characters";
  if (!/^[_a-zA-Z][.\-_a-zA-Z0-9]*$/.test(name)) return 'is not of letters, digits, ".", "-" and "_", with a letter first';
  if (name.includes("__")) return "has two underscores in a row";
  if (name.startsWith("_") || name.endsWith("_")) return "has an underscore at an end";
  if (/^maestro_/i.test(name) || /^DERIVED_RUN_/.test(name) || own.has(name)) return "Maestro itself uses";
  return undefined;
}
