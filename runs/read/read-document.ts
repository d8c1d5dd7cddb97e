/** The readers of documents, the most particular first; the first that knows a document reads it. */
import { argoWorkflow } from "./argo/workflow.ts";
import { joinSubjects } from "./join-subjects.ts";
import { kubeflowRun } from "./kubeflow/run.ts";
import { kubernetesObjects } from "./kubernetes/objects.ts";
import { localRunRecord } from "./local/run-record.ts";
import { maestroInstance } from "./maestro/step-instance.ts";
import type { DocumentReader, Observation, Subject } from "./observation.ts";
import { isSparkEvent, sparkEvents } from "./spark/event-log.ts";
import { workerTailEvent } from "./worker/tail-event.ts";

const readers: readonly DocumentReader[] = [argoWorkflow, localRunRecord, kubernetesObjects, kubeflowRun, maestroInstance, workerTailEvent];

/** What documents of one input say; undefined where no reader knows them, so that they are text. */
export function readDocuments(documents: readonly unknown[], name: string): Observation | undefined {
  if (documents.length > 0 && documents.every(isSparkEvent)) return sparkEvents(documents, name);
  const observations = documents.flatMap(
    (document) => readers.map((read) => read(document)).find((observation) => observation !== undefined) ?? [],
  );
  const [first] = observations;
  if (first === undefined) return undefined;
  return {
    source: first.source,
    subjects: joinSubjects(observations.flatMap(({ subjects }): readonly Subject[] => subjects)),
    runs: () => observations.flatMap(({ runs }) => runs?.() ?? []),
  };
}
