import { type Fact, factOf, type Observation, subjectOf } from "../observation.ts";
import { at, isData, listAt, textAt } from "../shape.ts";
import { applicationRun } from "./application-run.ts";

/** More failures of tasks than this say nothing new. */
const most = 200;

/**
 * A log of events of Spark: why tasks, stages, executors and jobs ended. A job that succeeded heals what its tasks went through.
 *
 * Source: Apache Spark 3.5, core/src/main/scala/org/apache/spark/util/JsonProtocol.scala.
 */
export function sparkEvents(events: readonly unknown[], name: string): Observation {
  const results = events.filter((event) => isEvent(event, "JobEnd")).map((event) => textAt(event, "Job Result", "Result"));
  const outcome = results.includes("JobFailed") ? "failed" : results.length > 0 ? "succeeded" : "unknown";
  return {
    source: "spark",
    subjects: [subjectOf(`spark/${name}`, { name, outcome, facts: events.flatMap(factsOf).slice(0, most) })],
    runs: () => applicationRun(events),
  };
}

export function isSparkEvent(document: unknown): boolean {
  return /^(?:org\.apache\.spark\.[\w.]{1,100}\.)?SparkListener/.test(textAt(document, "Event") ?? "");
}

function isEvent(event: unknown, name: string): boolean {
  return textAt(event, "Event") === `SparkListener${name}`;
}

function factsOf(event: unknown): readonly Fact[] {
  if (isEvent(event, "TaskEnd")) return taskFacts(at(event, "Task End Reason"));
  const message = isEvent(event, "JobEnd")
    ? textAt(event, "Job Result", "Exception", "Message")
    : isEvent(event, "StageCompleted")
      ? textAt(event, "Stage Info", "Failure Reason")
      : isEvent(event, "ExecutorRemoved")
        ? textAt(event, "Removed Reason")
        : undefined;
  return message === undefined ? [] : lines(message);
}

/** The first lines: what follows is a trace. Spark wrote them, but the text of an exception is the workload's. */
function lines(message: string): readonly Fact[] {
  return message
    .split("\n")
    .slice(0, 30)
    .filter((line) => !line.trimStart().startsWith("at ") && line.trim() !== "")
    .map((line) => factOf("event", { message: line }));
}

function taskFacts(reason: unknown): readonly Fact[] {
  if (!isData(reason)) return [];
  const word = textAt(reason, "Reason") ?? "";
  if (word === "Success" || word === "TaskKilled") return [];
  const parts = [
    word,
    textAt(reason, "Class Name"),
    textAt(reason, "Description"),
    textAt(reason, "Message"),
    textAt(reason, "Loss Reason"),
  ];
  const causes = listAt(reason, "Exception").flatMap((cause) => textAt(cause, "Message") ?? []);
  return lines([parts.filter((part) => part !== undefined).join(": "), ...causes].join("\n"));
}
