import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

const pattern = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Environment name
 *
 * The name of an environment variable is letters, digits and "_", and begins with no digit.
 *
 * Source: POSIX.1-2024, Base Definitions §8.1; Kubernetes, validation.IsCIdentifier
 */
export const environmentName = defineStepRule({
  code: "check/environment-name",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" has an environment variable "${"name"}", where letters, digits and "_", beginning with no digit, are expected.`,
  why: "Shells cannot read a variable of another name, and older Kubernetes refuses the pod.",
  *find(step) {
    for (const name of Object.keys(step.env)) {
      if (pattern.test(name)) continue;
      const better = name.replace(/[^A-Za-z0-9_]/g, "_").replace(/^(?=[0-9])/, "_");
      const help = better === "" || better === "_" ? "Give it a name such as `LOG_LEVEL`." : `Write \`${better}\`.`;
      yield { at: ofNode(step, "env", name), values: { step: step.name, name }, extra: { help } };
    }
  },
});
