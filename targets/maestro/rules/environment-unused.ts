import { message } from "../../../compiler/diagnostics/message.ts";
import { ofName } from "../../../compiler/rules/rule.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Environment unused
 *
 * An environment's service account is that of no pod of Maestro.
 *
 * Source: maestro abdbdad, Fabric8RuntimeExecutor (NAMESPACE; the pod's spec has no service account)
 */
export const environmentUnused = definePlanRule({
  code: "maestro/environment-unused",
  severity: "warning",
  message: message`Pods of flow "${"flow"}" do not run as "${"account"}" in "${"namespace"}", as those of environment "${"environment"}" do: Maestro starts them as "default" in the namespace "default".`,
  why: "A request to Maestro names neither a namespace nor a service account, so what the account may do, and the quotas of the namespace, do not hold.",
  help: message`Give the account of Maestro's namespace what the commands need, and switch this finding off in \`rules\`; or build the flow for another engine.`,
  *find({ plan: { flow }, context: { environment } }) {
    const { name, namespace, serviceAccount } = environment;
    if (serviceAccount !== "default")
      yield { at: ofName(flow), values: { flow: flow.name, account: serviceAccount, namespace, environment: name } };
  },
});
