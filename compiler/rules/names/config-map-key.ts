import type { Anchor } from "../../diagnostics/diagnostic.ts";
import { message } from "../../diagnostics/message.ts";
import { isStep } from "../../program.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofNode } from "../rule.ts";
import { isText } from "../walk/expressions.ts";
import { flowHolder, stepHolders } from "../walk/locks.ts";

const pattern = /^[-._a-zA-Z0-9]{1,253}$/;

/**
 * Config map key
 *
 * A key of a secret or config map is at most 253 letters, digits, "-", "_" and ".", and neither "." nor begins with "..".
 *
 * Source: Kubernetes v1.35, validation.IsConfigMapKey
 */
export const configMapKey = defineFlowRule({
  code: "check/config-map-key",
  severity: "error",
  law: true,
  message: message`${"where"} names the key "${"key"}" of ${"what"}, where at most 253 letters, digits, "-", "_" and "." are expected.`,
  why: "No secret or config map can have such a key, so the pod would never start.",
  help: message`Write the key as \`kubectl describe\` shows it.`,
  *find(flow) {
    for (const { said, semaphores, at } of [flowHolder(flow), ...stepHolders(flow)])
      for (const [index, { configMap, key }] of semaphores.entries())
        yield* look(said, `the config map "${configMap}"`, key, at("semaphores", index));
    for (const step of flow.nodes.filter(isStep))
      for (const [variable, value] of Object.entries(step.env)) {
        if (isText(value)) continue;
        const what = "secret" in value ? `the secret "${value.secret}"` : `the config map "${value.configMap}"`;
        yield* look(`Step "${step.name}"`, what, value.key, ofNode(step, "env", variable));
      }
  },
});

function* look(where: string, what: string, key: string, at: Anchor) {
  if (!pattern.test(key) || key === "." || key.startsWith("..")) yield { at, values: { where, what, key } };
}
