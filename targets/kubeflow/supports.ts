import type { Supports } from "../target.ts";

/** What Kubeflow Pipelines lacks as a whole, refused where a flow asks for it; what it cannot say of the rest is refused by a rule of its own (`rules/`). */
export const supports: Supports = {
  step: true,
  script: true,
  spark: {
    refused: "Kubeflow Pipelines runs containers only; a pipeline has no field for a resource of another operator.",
    instead: "Submit the job from a `step` whose command waits for it, or build the flow for Argo Workflows.",
  },
  call: true,
  approval: {
    refused: "A pipeline has no step that waits for a person.",
    instead: "Divide the flow where somebody decides, and let them start the second one.",
  },
  forEach: true,
  when: true,
  match: true,
  repeatUntil: {
    refused: "A pipeline's tasks are fixed when it is compiled, and no task can run again.",
    instead: "Repeat inside the command, or run a `forEach` over a fixed number of rounds, each with its own `when`.",
  },
  onExit: true,
  onFailure: true,
  values: true,
  artifacts: true,
  gatheredArtifacts: true,
  optionalOutputs: true,
  runAttempt: {
    refused: "No value of a pipeline says which attempt it is.",
    instead: "Leave it out: each attempt begins in a new pod, with empty output paths.",
  },
  schedule: true,
  severalSchedules: true,
  scheduleTimezone: true,
  scheduleParams: true,
  scheduleConcurrency: {
    refused:
      "A recurring run that may not start yet waits and starts late, where a tick that cannot run is to be left out, or to replace the run before it.",
    instead: 'Use `concurrency: "allow"` and let the first step end where another run is at work.',
  },
  flowTimeout: true,
  failFast: {
    refused: "A pipeline always lets the tasks run that do not depend on the one that failed.",
    instead: "Leave `failFast` out, or let the tasks depend on each other with `after`.",
  },
  flowParallelism: {
    refused: "Only loops of a pipeline have a bound on how many of their tasks run at once.",
    instead: "Say `parallelism` at the loops, or order the steps with `after`.",
  },
  loopParallelism: true,
  keepFinished: true,
  flowPriority: {
    refused: "Runs of Kubeflow Pipelines have no order among each other.",
    instead: "Leave the priority out.",
  },
  retryOnFailure: true,
  retryOnInfrastructure: {
    refused: "A pipeline retries what its pod reports as failed, and cannot tell a lost pod from a failed command.",
    instead: 'Use `on: "failure"`, and capacity that is not taken away.',
  },
  retryBackoff: true,
  timeout: true,
  queueTimeout: {
    refused: "No field of a pipeline bounds how long a pod waits for its node.",
    instead: "Leave `queueTimeout` out; a `timeout` of the flow bounds waiting and running together.",
  },
  terminationGrace: {
    refused: "A pipeline cannot say how long a pod has to end; it is the cluster's 30 seconds.",
    instead: "Leave `terminationGrace` out, and end within 30 seconds of the signal.",
  },
  checkpoint: {
    refused: "A mounted volume cannot have a folder of its own for each run and item.",
    instead: "Keep the state in a store by `run.id`, or make the step's work small enough to repeat.",
  },
  cache: true,
  resources: true,
  gpu: true,
  secrets: true,
  configMaps: true,
  volumes: true,
  nodeSelector: true,
  tolerations: true,
  affinity: {
    refused: "The backend reads no affinity among pods, and leaves it out without a word.",
    instead: "Use `nodeSelector` and `tolerations`.",
  },
  mutexes: {
    refused: "Kubeflow Pipelines has no locks.",
    instead: "Let the command take a lock in a store that it uses, or order the steps with `after`.",
  },
  semaphores: {
    refused: "Kubeflow Pipelines has no locks.",
    instead: "Say `parallelism` at the loop, or let the command wait for its turn.",
  },
  priority: {
    refused: "A pipeline's pods cannot name a priority class.",
    instead: "Set the default priority class of the namespace.",
  },
  serviceAccount: {
    refused: "All pods of a run have the account that whoever starts the run names.",
    instead: "Say `serviceAccount` at the environment: scheduled runs name it.",
  },
  labels: true,
  imagePull: true,
  patch: {
    refused: "What a patch for another engine adds would be missing here, and a pipeline has no field of its own that a patch may set.",
    instead: 'Build the flow for that engine alone: `targets: ["argo"]`.',
  },
};
