import { attemptsFrom, momentAt, type ObservedRun, observedRun, observedStep, stepOfPath } from "../observed-run.ts";
import { numberAt, textAt } from "../shape.ts";

/**
 * The run that a log of events tells of: one attempt of one step. Empty where the log does not say when the application began
 *
 * Its memory is that of a driver and of executors, which no one figure tells, so there is none.
 *
 * Source: Apache Spark 3.5, SparkListenerApplicationStart; Spark on Kubernetes, spark.kubernetes.driver.annotation.*.
 */
export function applicationRun(events: readonly unknown[]): readonly ObservedRun[] {
  const named = (name: string): unknown => events.find((event) => textAt(event, "Event") === `SparkListener${name}`);
  const start = named("ApplicationStart");
  const application = textAt(start, "App ID");
  const began = momentAt(numberAt(start, "Timestamp"));
  if (application === undefined || began === undefined) return [];
  const annotation = (name: string): string | null =>
    textAt(named("EnvironmentUpdate"), "Spark Properties", `spark.kubernetes.driver.annotation.millwright.dev/${name}`) ?? null;
  const results = events.flatMap((event) => textAt(event, "Job Result", "Result") ?? []);
  const ended = momentAt(numberAt(named("ApplicationEnd"), "Timestamp"));
  const status = results.includes("JobFailed") ? "failed" : ended === undefined ? "running" : "succeeded";
  const path = annotation("step") ?? textAt(start, "App Name") ?? application;
  return [
    observedRun(`spark:${application}`, "spark", status, {
      flow: annotation("flow"),
      program: annotation("program"),
      startedAt: began,
      ...(ended !== undefined && { finishedAt: ended }),
      steps: [observedStep(stepOfPath(path), path, status, attemptsFrom(began, { finishedAt: ended }))],
    }),
  ];
}
