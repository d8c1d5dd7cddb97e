/** Schedules: bodies of requests for recurring runs. A pipeline itself has none. */
import type { Flow, Schedule } from "../../../compiler/program.ts";
import type { Json, Text } from "../../../schema/record.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import type { KubeflowDocuments } from "../schema.ts";
import type { Lowering } from "./lowering.ts";
import { travelingJson } from "./traveling.ts";

export function recurringRuns({ plan: { flow }, context: { environment } }: Lowering): KubeflowDocuments["recurringRuns"] {
  return flow.schedules.map((schedule) => ({
    // As many as the API takes: a pipeline has no other bound.
    max_concurrency: "10",
    mode: "ENABLE",
    namespace: environment.namespace,
    no_catchup: true,
    runtime_config: { parameters: parametersOf(flow, schedule) },
    ...(environment.serviceAccount !== "default" && { service_account: environment.serviceAccount }),
    // Seconds come first.
    trigger: { cron_schedule: { cron: `0 ${schedule.cron.trim().split(/\s+/).join(" ")}` } },
  }));
}

function parametersOf({ params }: Flow, schedule: Schedule): { readonly [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(schedule.params).map(([name, text]) => [name, parameterValue(text, params[name]?.type ?? { type: "string" })]),
  );
}

/** A value of its parameter's type: the API takes no text for a number. */
function parameterValue(text: Text, { type }: ValueType): Json {
  if (typeof text === "object" && text.op === "literal" && typeof text.value !== "string") {
    const value = travelingJson(text.value);
    // An optional parameter is a text there, so that it has a mark for "left out".
    return type === "optional" ? JSON.stringify(value) : value;
  }
  const value = macroText(text);
  return type === "string" || type === "optional" || type === "unknown" ? value : (JSON.parse(value) as Json);
}

/**
 * A text in which the server puts the time at which a run was due, in UTC
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/common/util/parameter_formatter.go
 */
function macroText(text: Text): string {
  if (typeof text === "string") return String(travelingJson(text));
  switch (text.op) {
    case "literal":
      return String(travelingJson(text.value));
    case "text":
      return text.parts.map(macroText).join("");
    case "run":
      return text.field === "scheduledDate" ? "[[ScheduledTime.2006-01-02]]" : "[[ScheduledTime.2006-01-02T15:04:05Z]]";
    default:
      throw new TypeError(`a schedule computes no "${text.op}"`);
  }
}
