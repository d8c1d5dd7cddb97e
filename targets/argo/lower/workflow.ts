/** The WorkflowTemplate and the CronWorkflows of a flow. */
import type { Flow } from "../../../compiler/program.ts";
import type { Json } from "../../../schema/record.ts";
import { plainDecimal } from "../../../schema/values/plain-decimal.ts";
import type { ParamRecord } from "../../../schema/values/value-type.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import type { CronWorkflow, Metadata, WorkflowParameter, WorkflowSpec, WorkflowTemplate } from "../schema.ts";
import { seconds } from "./durations.ts";
import type { Lowering } from "./lowering.ts";
import { checkLabel, parameterCheck } from "./parameter-check.ts";
import { patched } from "./patch.ts";
import { synchronizationOf } from "./pod.ts";
import { absent } from "./render.ts";
import { flowAnnotations } from "./traces.ts";

const managed = { "app.kubernetes.io/managed-by": "millwright" } as const;

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
    // Callers first, as one reads.
    templates: [...templates].reverse(),
  };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "WorkflowTemplate",
    metadata: metadata(lowering, "", "0"),
    spec: patched(spec, flow.patch?.["argo"]),
  };
}

function metadata({ plan, context }: Lowering, suffix: string, wave: string): Metadata {
  const { flow } = plan;
  return {
    name: `${context.environment.namePrefix}${flow.name}${suffix}`,
    namespace: context.environment.namespace,
    labels: managed,
    annotations: {
      ...flowAnnotations(plan),
      ...(flow.description !== undefined && { "workflows.argoproj.io/description": flow.description }),
      "argocd.argoproj.io/sync-wave": wave,
    },
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
    ...(value !== undefined ? { value: textOfJson(value) } : type.type === "optional" && { value: absent }),
    ...(description !== undefined && { description }),
    ...(type.type === "string" && type.enum !== undefined && { enum: type.enum }),
    ...(type.type === "boolean" && { enum: ["true", "false"] }),
  };
}

/** The text of a value that is known now (meaning.md, rule 1). */
function textOfJson(value: Json): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? plainDecimal(value) : JSON.stringify(value);
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

const policies = { allow: "Allow", forbid: "Forbid", replace: "Replace" } as const;

export function cronWorkflows(lowering: Lowering): readonly CronWorkflow[] {
  const { flow } = lowering.plan;
  const { groups, hidden } = lowering.schedules;
  const name = `${lowering.context.environment.namePrefix}${flow.name}`;
  return groups.map((group): CronWorkflow => {
    const parameters = [
      ...Object.entries(group.params).map(([param, text]) => ({ name: param, value: argumentText(text) })),
      ...(hidden.schedule === undefined ? [] : [{ name: hidden.schedule, value: group.name || "schedule" }]),
      ...(hidden.timezone === undefined ? [] : [{ name: hidden.timezone, value: group.timezone }]),
    ];
    return {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "CronWorkflow",
      metadata: metadata(lowering, group.name === "" ? "" : `-${group.name}`, "1"),
      spec: {
        schedules: group.crons,
        timezone: group.timezone,
        concurrencyPolicy: policies[group.concurrency],
        workflowSpec: {
          ...(flow.priority !== undefined && { priority: flow.priority }),
          ...(parameters.length > 0 && { arguments: { parameters } }),
          workflowTemplateRef: { name },
        },
      },
    };
  });
}

/** The argument of a scheduled run; what is computed from the time stands where the parameter is used, and the argument is empty. */
function argumentText(text: Flow["schedules"][number]["params"][string]): string {
  if (typeof text === "string") return text;
  return text.op === "literal" ? textOfJson(text.value) : "";
}
