import { message } from "../../../compiler/diagnostics/message.ts";
import { ofDefinition } from "../../../compiler/rules/rule.ts";
import { definePlanRule } from "./kubeflow-rule.ts";

/**
 * Timeout with handler
 *
 * A flow with a timeout has no handlers.
 */
export const timeoutWithHandler = definePlanRule({
  code: "kubeflow/timeout-with-handler",
  severity: "error",
  message: message`Flow "${"flow"}" has a timeout and the handler "${"handler"}".`,
  why: "Handlers are hooks of a task inside the run, and nobody has seen them run after the run itself was stopped by its deadline.",
  help: message`Give the steps timeouts, or the flow no handler.`,
  *find({ plan: { flow, onExit, onFailure } }) {
    const handler = onExit ?? onFailure;
    if (flow.timeout !== undefined && handler !== undefined)
      yield { at: ofDefinition(flow, "timeout"), values: { flow: flow.name, handler: handler.node.name } };
  },
});
