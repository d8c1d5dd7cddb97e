import type { Support, Supports } from "../target.ts";

/** What of the flow's words Maestro's pods and workflows have, and what to write instead of the rest. */
export const supports: Supports = {
  step: true,
  script: true,
  spark: refused(
    "Maestro has no step that starts a Spark application.",
    "Submit the application from a step that waits for it, or build the flow for another engine.",
  ),
  call: true,
  approval: refused("Maestro has no step that waits for a person.", "Ask before the flow is started, or build it for another engine."),
  forEach: true,
  when: true,
  match: true,
  repeatUntil: true,
  onExit: refused(
    "A failed step keeps all that comes after it from running, and nothing runs after the run.",
    "Watch the run from outside, by Maestro's events, or build the flow for another engine.",
  ),
  onFailure: refused(
    "A failed step keeps all that comes after it from running, and nothing runs after the run.",
    "Watch the run from outside, by Maestro's events, or build the flow for another engine.",
  ),
  values: true,
  artifacts: refused(
    "Maestro hands values from step to step, and no files.",
    "Write the file to a store in the command, and hand its URI on as a value: `uri: z.string()`.",
  ),
  gatheredArtifacts: refused("Maestro hands values from step to step, and no files.", "Gather the URIs of the files as values."),
  optionalOutputs: true,
  runAttempt: true,
  schedule: true,
  severalSchedules: true,
  scheduleTimezone: true,
  scheduleParams: true,
  scheduleConcurrency: true,
  flowTimeout: true,
  failFast: refused(
    "Maestro's FAIL_IMMEDIATELY also stops what runs, and does nothing after a timeout.",
    "Leave `failFast` out: what does not depend on the failed step then still runs.",
  ),
  flowParallelism: refused(
    "Maestro bounds the steps of all runs of a workflow together, or needs a further service.",
    "Bound the loops: `forEach(name, items, { parallelism }, …)`.",
  ),
  loopParallelism: true,
  keepFinished: refused("Maestro keeps its runs until somebody deletes them.", "Leave `keepFinished` out, and clean up on the server."),
  flowPriority: refused("Maestro starts runs in their order.", "Leave the priority out, or build the flow for another engine."),
  retryOnFailure: true,
  retryOnInfrastructure: refused(
    "Maestro waits for a pod that was lost until the step's timeout, and takes one that was evicted for a failed one.",
    'Write `on: "failure"`, or build the flow for another engine.',
  ),
  retryBackoff: true,
  timeout: true,
  queueTimeout: refused(
    "Maestro does not bound the time for which a pod waits.",
    "Bound the step by `timeout`, with `maestro({ timeoutsCountWaiting: true })` in millwright.config.ts.",
  ),
  terminationGrace: refused(
    "A pod of Maestro has the cluster's own grace.",
    "Leave `terminationGrace` out: 30 seconds are Kubernetes' default.",
  ),
  checkpoint: refused("A pod of Maestro has no volumes.", "Keep the state in a store of objects, under a name made of `run.id`."),
  cache: refused("Maestro runs a step whenever it is reached.", "Let the command look for its result first, or leave the cache out."),
  resources: true,
  gpu: refused("A pod of Maestro has no node selector, so it cannot be held to the nodes of a pool.", "Build the flow for another engine."),
  secrets: refused(
    "Maestro takes variables as plain text, which it keeps and shows.",
    "Let the command read the secret from its store, with the identity of the pod.",
  ),
  configMaps: refused(
    "A pod of Maestro has no variables or volumes from config maps.",
    "Read the value with `config()` when the flow is built.",
  ),
  volumes: refused("A pod of Maestro has no volumes.", "Copy what is needed from a store in the command."),
  nodeSelector: refused("A pod of Maestro has no node selector.", "Leave it out, or build the flow for another engine."),
  tolerations: refused("A pod of Maestro has no tolerations.", "Leave them out, or build the flow for another engine."),
  affinity: refused("A pod of Maestro has no affinity.", "Leave it out, or build the flow for another engine."),
  mutexes: refused(
    "Maestro's tag permits are made on the server, and steps run unbounded where one is missing.",
    "Build the flow for another engine.",
  ),
  semaphores: refused(
    "Maestro's tag permits are made on the server, and steps run unbounded where one is missing.",
    "Build the flow for another engine.",
  ),
  priority: refused("A pod of Maestro has no priority class.", "Leave it out, or build the flow for another engine."),
  serviceAccount: refused(
    "All pods of Maestro run as the default account of one namespace.",
    "Leave it out, or build the flow for another engine.",
  ),
  labels: refused(
    "A pod of Maestro has the labels and annotations that Maestro gives it.",
    "Leave them out, or build the flow for another engine.",
  ),
  imagePull: refused(
    "A pod of Maestro has no pull secrets or policy.",
    "Give the node's registry access to the image, and name it by digest.",
  ),
  patch: refused("A patch names what only another engine has.", "Leave the patch out, or name the flow's `targets`."),
};

function refused(why: string, instead: string): Support {
  return { refused: why, instead };
}
