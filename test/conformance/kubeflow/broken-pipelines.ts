/** Ways to break a pipeline of ours: what our restatement of the backend's refusals says of each, and which layer of Kubeflow's own code, if any. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { PipelineSpec, PlatformSpec } from "../../../targets/kubeflow/schema.ts";

interface BrokenPipeline {
  readonly broken: string;
  /** The golden case that is broken. */
  readonly base: "handlers" | "loops" | "retries";
  /** Where, in names between slashes, and what to put there; undefined takes it away. */
  readonly change: readonly (readonly [place: string, value?: unknown])[];
  /** What our own rules say, or null where they leave it to the messages. */
  readonly ours: string | null;
  /** What Kubeflow's Python code says first, or null where it takes it. */
  readonly upstream: "protobuf" | "sdk" | null;
}

const handlers = (broken: string, change: BrokenPipeline["change"], ours: string | null, upstream: BrokenPipeline["upstream"]) =>
  ({ broken, base: "handlers", change, ours, upstream }) satisfies BrokenPipeline;
const loops = (broken: string, change: BrokenPipeline["change"], ours: string | null, upstream: BrokenPipeline["upstream"]) =>
  ({ broken, base: "loops", change, ours, upstream }) satisfies BrokenPipeline;

const flow = "pipeline/components/comp-flow/dag/tasks";
const checked = "pipeline/components/comp-checked/dag/tasks";
const body = "pipeline/components/comp-per-shard/dag";
const items = "pipeline/components/comp-per-shard-items-case/dag/tasks/per-shard";
const work = {
  cachingOptions: {},
  componentRef: { name: "comp-work" },
  taskInfo: { name: "more" },
  inputs: { parameters: { code: { componentInputParameter: "pipelinechannel--code" } } },
};

export const brokenPipelines: readonly BrokenPipeline[] = [
  handlers("a field that tasks lack", [[`${flow}/work/retries`, 3]], null, "protobuf"),
  handlers(
    "a field that containers lack, which the backend leaves out",
    [["pipeline/deploymentSpec/executors/exec-work/container/workingDir", "/"]],
    null,
    "protobuf",
  ),
  handlers(
    "a field that executors of the platform lack",
    [["platform/platforms/kubernetes/deploymentSpec/executors/exec-work/timeout", "10"]],
    null,
    "protobuf",
  ),
  handlers(
    "a deadline that is no number",
    [["platform/platforms/kubernetes/deploymentSpec/executors/exec-work/activeDeadlineSeconds", "soon"]],
    null,
    "protobuf",
  ),
  handlers("an executor that is not there", [["pipeline/deploymentSpec/executors/exec-work"]], "executor exec-work not found", null),
  handlers("a component that is not there", [[`${flow}/work/componentRef/name`, "comp-nope"]], "component comp-nope not found", null),
  handlers(
    "a value of a task that is not there",
    [[`${flow}/more-branch/inputs/parameters/pipelinechannel--work-ok/taskOutputParameter/producerTask`, "nope"]],
    "unknown producer task nope",
    null,
  ),
  handlers("a dependency on a task that is not there", [[`${flow}/last/dependentTasks`, ["nope"]]], "unknown task nope", null),
  handlers("a cycle", [[`${flow}/work/dependentTasks`, ["last"]]], "dag comp-flow: cycle", null),
  handlers("a name with an underscore", [[`${flow}/my_work`, work]], "its key becomes the name of a task", null),
  handlers("a name that the backend gives to a driver", [[`${flow}/work-driver`, work]], "clashes with the driver of work", null),
  handlers("only exit tasks", [[`${checked}/flow`], [`${checked}/report`]], "must contain one or more non-exit tasks", null),
  handlers("a dependency on an exit task", [[`${checked}/report/dependentTasks`, ["failed"]]], "depends on the exit task failed", null),
  handlers(
    "two exit tasks behind one task, of which the backend runs the last",
    [[`${checked}/audit`, { ...work, dependentTasks: ["flow"], triggerPolicy: { strategy: "ALL_UPSTREAM_TASKS_COMPLETED" } }]],
    "two exit tasks hang on flow",
    null,
  ),
  handlers("a condition that is no CEL", [[`${checked}/failed/triggerPolicy/condition`, "inputs.parameters['x' =="]], "expected", null),
  handlers(
    "a condition over an input that is not there",
    [[`${checked}/failed/triggerPolicy/condition`, "inputs.parameter_values['x'] == 1.0"]],
    "the condition names the input x",
    null,
  ),
  handlers("an input that nobody hands in", [[`${flow}/work/inputs`]], "input code is not wired", null),
  handlers(
    "an input of the DAG that is not there",
    [[`${flow}/work/inputs/parameters/code/componentInputParameter`, "zzz"]],
    "the DAG has no input zzz",
    null,
  ),
  handlers(
    "an output of a task that it does not have",
    [["pipeline/components/comp-flow/dag/outputs/parameters/ended/valueFromOneof/parameterSelectors/0/producerSubtask", "nope"]],
    "unknown producer task nope",
    null,
  ),
  handlers(
    "a choice among DAGs, whose state is not kept",
    [
      ["pipeline/components/comp-flow/dag/outputs/parameters/ended/valueFromOneof/parameterSelectors/0/producerSubtask", "more-branch"],
      ["pipeline/components/comp-more-branch/outputDefinitions", { parameters: { ended: { parameterType: "STRING" } } }],
    ],
    "chooses among DAGs",
    null,
  ),
  handlers(
    "two containers that are alike with interfaces that are not",
    [
      ["pipeline/deploymentSpec/executors/exec-more", { container: { image: "a", command: ["b"] } }],
      ["pipeline/deploymentSpec/executors/exec-alarm", { container: { image: "a", command: ["b"] } }],
    ],
    "another with the same container has another interface",
    null,
  ),
  handlers(
    "a platform document with a key of its own, left out as a whole",
    [["platform/formatVersion", 1]],
    'the platform document has "formatVersion"',
    "protobuf",
  ),
  handlers(
    "an executor of the platform that the pipeline lacks, left out",
    [["platform/platforms/kubernetes/deploymentSpec/executors/exec-nope", { activeDeadlineSeconds: "5" }]],
    "names the executor exec-nope",
    null,
  ),
  handlers("a name of a pipeline that is none", [["pipeline/pipelineInfo/name", "Train_X"]], "is no name of a pipeline", null),
  handlers(
    "a placeholder that names nothing",
    [["pipeline/deploymentSpec/executors/exec-work/container/args/0", "{{$.inputs.parameters['nope']}}"]],
    "names nothing",
    null,
  ),
  handlers(
    "a text that Kubernetes would read as another",
    [["pipeline/deploymentSpec/executors/exec-report/container/args/0", "costs $$5"]],
    "would be replaced on its way",
    null,
  ),
  handlers(
    "a text that Argo would replace",
    [["pipeline/deploymentSpec/executors/exec-report/container/args/0", "{{workflow.name}}"]],
    "would be replaced on its way",
    null,
  ),
  handlers(
    "more tasks than a template of Argo holds",
    Array.from({ length: 101 }, (_, index) => [`${flow}/t${index}`, work] as const),
    "the limit is 200",
    null,
  ),
  {
    broken: "a wait that is a number",
    base: "retries",
    change: [["pipeline/root/dag/tasks/long/retryPolicy/backoffDuration", 30]],
    ours: null,
    upstream: "protobuf",
  },
  loops(
    "one body for two loops",
    [
      [
        "pipeline/components/comp-per-shard-items-case/dag/tasks/again",
        {
          ...work,
          componentRef: { name: "comp-per-shard" },
          parameterIterator: { itemInput: "pipelinechannel--per-shard-item", items: { raw: "[]" } },
        },
      ],
    ],
    "is the body of two loops",
    null,
  ),
  loops(
    "a loop under a condition, which counts as succeeded where it does not hold",
    [[`${items}/triggerPolicy`, { condition: "true" }]],
    "a loop under a condition",
    null,
  ),
  loops(
    "an artifact that nobody hands in",
    [["pipeline/components/comp-per-shard-items/dag/tasks/per-shard-items-result/inputs/artifacts"]],
    "artifact artifact-1 is not wired",
    null,
  ),
  loops(
    "an output that a step does not have",
    [[`${body}/outputs/parameters/count-rows/valueFromParameter/outputParameterKey`, "nope"]],
    "count has no output nope",
    null,
  ),
];

export interface Documents {
  readonly pipeline: PipelineSpec;
  readonly platform: PlatformSpec;
}

/** The documents of a golden case. */
export function goldenDocuments(name: string): Documents {
  const file = join(import.meta.dirname, "..", "..", "targets", "kubeflow", "cases", name, "expected", `${name}.yaml`);
  const [pipeline, platform] = parseAllDocuments(readFileSync(file, "utf8")).map((document) => document.toJS() as unknown);
  return { pipeline, platform } as Documents;
}

export function breakPipeline({ base, change }: BrokenPipeline): Documents {
  const documents = goldenDocuments(base);
  for (const [place, value] of change) put(documents as unknown as Record<string, unknown>, place.split("/"), value);
  return documents;
}

function put(node: Record<string, unknown>, [first = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) put((node[first] ?? {}) as Record<string, unknown>, rest, value);
  else if (value === undefined) delete node[first];
  else node[first] = value;
}
