import { message } from "../../../compiler/diagnostics/message.ts";
import { kebab } from "../../names.ts";
import { defineArgoRule } from "./argo-rule.ts";

/**
 * Step name
 *
 * The name of a step, in small letters and with hyphens, begins with a letter and is at most 100 characters long.
 */
export const stepName = defineArgoRule({
  code: "argo/step-name",
  severity: "error",
  message: message`Step "${"step"}" becomes the template "${"name"}", which is no name that Argo takes.`,
  why: "Names of templates and tasks are letters, digits and hyphens, and a task that waits for others begins with a letter.",
  help: message`Begin with a letter, and use at most 100 letters, digits and hyphens.`,
  *find({ plan }) {
    for (const { nodes } of [plan.flow, ...plan.called.map(({ flow }) => flow)]) {
      for (const node of nodes) {
        const name = kebab(node.name);
        if (node.kind !== "branch" && !/^[a-z][-a-z0-9]{0,99}$/.test(name))
          yield { at: { calls: node.calls, path: [0] }, values: { step: node.name, name } };
      }
    }
  },
});
