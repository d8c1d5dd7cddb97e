import { message } from "../../../compiler/diagnostics/message.ts";
import { ofName } from "../../../compiler/rules/rule.ts";
import { serverName } from "../server-name.ts";
import { definePlanRule } from "./kubeflow-rule.ts";

/**
 * Pipeline name
 *
 * The name of a flow, with the prefix of its environment, is one that a pipeline and its versions can have.
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/apiserver/common/utils.go
 */
export const pipelineName = definePlanRule({
  code: "kubeflow/pipeline-name",
  severity: "error",
  message: message`Flow "${"flow"}" becomes the pipeline "${"name"}", which is ${"problem"}.`,
  why: "A version is named after its pipeline and a hash of its content, and each is an object of Kubernetes.",
  help: message`Use small letters, digits and "-", and at most 117 characters, the prefix included.`,
  *find({ plan, context }) {
    const name = serverName(plan, context);
    const problem =
      name.length > 117
        ? `${name.length} characters long`
        : /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)
          ? undefined
          : "no name of Kubernetes";
    if (problem !== undefined) yield { at: ofName(plan.flow), values: { flow: plan.flow.name, name, problem } };
  },
});
