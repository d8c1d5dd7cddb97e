import { message } from "../../../compiler/diagnostics/message.ts";
import { defineArgoRule } from "./argo-rule.ts";

/**
 * Name length
 *
 * The name of a flow fits its WorkflowTemplate (63 characters) and, with a schedule, its CronWorkflows (52), prefix included.
 */
export const nameLength = defineArgoRule({
  code: "argo/name-length",
  severity: "error",
  message: message`Flow "${"flow"}" becomes the ${"kind"} "${"name"}" of ${"length"} characters, where at most ${"most"} are possible.`,
  why: "Argo puts the name on every run as a label, and adds eleven characters to it for a scheduled one.",
  help: message`Shorten the name of the flow, or the prefix of the environment.`,
  *find({ plan: { flow }, documents: { workflow, schedules } }) {
    for (const { kind, metadata, most } of [{ ...workflow, most: 63 }, ...schedules.map((cron) => ({ ...cron, most: 52 }))]) {
      const { name } = metadata;
      if (name.length <= most) continue;
      yield { at: { calls: flow.origin.calls, path: [0] }, values: { flow: flow.name, kind, name, length: name.length, most } };
      return;
    }
  },
});
