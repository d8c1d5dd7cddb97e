/** The WorkflowTemplate of a flow. */
import type { Flow } from "../../../compiler/program.ts";
import { textOf } from "../../../compiler/values/check-value.ts";
import type { ParamRecord } from "../../../schema/values/value-type.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import type { WorkflowParameter, WorkflowSpec, WorkflowTemplate } from "../schema.ts";
import { seconds } from "./durations.ts";
import type { Lowering } from "./lowering.ts";
import { managed, metadata } from "./metadata.ts";
import { checkLabel, parameterCheck } from "./parameter-check.ts";
import { patched } from "./patch.ts";
import { synchronizationOf } from "./pod.ts";
import { absent } from "./render.ts";
import { inReadingOrder } from "./template-order.ts";
import { flowAnnotations } from "./traces.ts";

export function workflowTemplate(lowering: Lowering, onExit: string | undefined): WorkflowTemplate {
  const { plan, context, templates, volumeClaims, schedules } = lowering;
  const { flow } = plan;
  const parameters = workflowParameters(lowering);
  const check = parameterCheck(flow, schedules);
  const timeout = flow.timeout === undefined ? undefined : parseDuration(flow.timeout);
  const synchronization = synchronizationOf(flow);
  const spec: WorkflowSpec = {
    entrypoint: "main",
    serviceAccountName: flow.serviceAccount ?? context.environment.serviceAccount,
    ...(onExit !== undefined && { onExit }),
    ...(timeout !== undefined && { activeDeadlineSeconds: seconds(timeout) }),
    ...(flow.parallelism !== undefined && { parallelism: flow.parallelism }),
    ...(parameters.length > 0 && { arguments: { parameters } }),
    workflowMetadata: {
      labels: { ...managed, ...flow.labels },
      annotations: { ...flow.annotations, ...flowAnnotations(plan) },
      ...(check !== undefined && { labelsFrom: { [checkLabel]: { expression: check } } }),
    },
    ...ttl(flow),
    ...(synchronization !== undefined && { synchronization }),
    ...(volumeClaims.size > 0 && {
      volumeClaimTemplates: [...volumeClaims.values()],
      volumeClaimGC: { strategy: "OnWorkflowCompletion" },
    }),
    templates: inReadingOrder(templates, ["main", ...(onExit === undefined ? [] : [onExit])]),
  };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "WorkflowTemplate",
    metadata: metadata(lowering, { suffix: "", wave: "0", description: lowering.plan.flow.description }),
    spec: patched(spec, flow.patch?.["argo"]),
  };
}

function workflowParameters({ plan: { flow }, schedules }: Lowering): readonly WorkflowParameter[] {
  const { schedule, timezone } = schedules.hidden;
  return [
    ...Object.entries(flow.params).map(([name, param]) => workflowParameter(name, param)),
    ...(schedule === undefined ? [] : [{ name: schedule, value: "", description: "Set by the schedule that starts the run" }]),
    ...(timezone === undefined ? [] : [{ name: timezone, value: "UTC", description: "Set by the schedule that starts the run" }]),
  ];
}

function workflowParameter(name: string, { type, default: value, description }: ParamRecord): WorkflowParameter {
  return {
    name,
    ...(value !== undefined ? { value: textOf(value) } : type.type === "optional" && { value: absent }),
    ...(description !== undefined && { description }),
    ...(type.type === "string" && type.enum !== undefined && { enum: type.enum }),
    ...(type.type === "boolean" && { enum: ["true", "false"] }),
  };
}

function ttl({ keepFinished }: Flow): Pick<WorkflowSpec, "ttlStrategy"> {
  const succeeded = keepFinished?.succeeded === undefined ? undefined : parseDuration(keepFinished.succeeded);
  const failed = keepFinished?.failed === undefined ? undefined : parseDuration(keepFinished.failed);
  if (succeeded === undefined && failed === undefined) return {};
  return {
    ttlStrategy: {
      ...(succeeded !== undefined && { secondsAfterSuccess: seconds(succeeded) }),
      ...(failed !== undefined && { secondsAfterFailure: seconds(failed) }),
    },
  };
}
