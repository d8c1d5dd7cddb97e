/** What is made of records of the platform without a log: our own, and those of real runs, which are no part of the repository (where they are missing, that is skipped). */
import fs from "node:fs";
import path from "node:path";
import { expect, it, test } from "vitest";
import type { FailureClass } from "../../remediation/classes.ts";
import { diagnoseInputs } from "../../remediation/diagnose-inputs.ts";
import type { Action, Verdict } from "../../remediation/verdict.ts";
import { newFolder, writeFiles } from "../support/folder.ts";

type Expected = readonly [name: FailureClass, action: Action | RegExp, field?: string];

async function verdictOn(file: string): Promise<Verdict> {
  const options = { standardInput: (async function* () {})(), onUnread: () => {}, onRulesOnly: () => {} };
  for await (const verdict of diagnoseInputs([file], options)) return verdict;
  throw new Error("no verdict");
}

function expectVerdict({ class: name, action, remedy }: Verdict, [wanted, does, field]: Expected): void {
  expect(name).toBe(wanted);
  expect(action).toMatch(does);
  if (field !== undefined) expect(remedy?.field).toBe(field);
}

function pod(status: object): object {
  const limits = { memory: "8Gi" };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "fit", namespace: "ml" },
    spec: { containers: [{ name: "main", image: "acme/fit:1", resources: { limits } }] },
    status: { phase: "Failed", ...status },
  };
}

function ended(reason: string, exitCode: number, message = ""): object {
  return pod({ containerStatuses: [{ name: "main", restartCount: 0, state: { terminated: { reason, exitCode, message } } }] });
}

function waits(reason: string, message: string): object {
  return pod({ phase: "Pending", containerStatuses: [{ name: "main", restartCount: 0, state: { waiting: { reason, message } } }] });
}

function unplaced(message: string): object {
  return pod({ phase: "Pending", conditions: [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message }] });
}

function disrupted(reason: string): object {
  return pod({ conditions: [{ type: "DisruptionTarget", status: "True", reason, message: "gone" }] });
}

function event(reason: string, message: string): object {
  const involvedObject = { kind: "Job", name: "fit", namespace: "ml" };
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: "fit.1", namespace: "ml" },
    type: "Warning",
    reason,
    message,
    involvedObject,
  };
}

function workflow(message: string, phase = "Failed"): object {
  const node = { id: "churn-1", name: "churn-1", type: "Pod", phase, message, templateName: "fit" };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Workflow",
    metadata: { name: "churn-1" },
    spec: {},
    status: { phase, nodes: { "churn-1": node } },
  };
}

test.each<[title: string, record: object, ...Expected]>([
  ["a container over its memory", ended("OOMKilled", 137), "mem.container_oom", "propose", "resources.memory"],
  [
    "a container that restarts over its memory",
    pod({
      phase: "Running",
      containerStatuses: [
        {
          name: "main",
          restartCount: 4,
          state: { waiting: { reason: "CrashLoopBackOff" } },
          lastState: { terminated: { reason: "OOMKilled", exitCode: 137 } },
        },
      ],
    }),
    "mem.container_oom",
    "propose",
    "resources.memory",
  ],
  ["a workflow's step over its memory", workflow("OOMKilled (exit code 137)"), "mem.container_oom", "propose", "resources.memory"],
  [
    "a node without memory",
    pod({ reason: "Evicted", message: "The node was low on resource: memory." }),
    "mem.host_oom",
    "propose",
    "resources.memory",
  ],
  [
    "a step over its disk",
    pod({ reason: "Evicted", message: "Pod ephemeral local storage usage exceeds the total limit of containers 1Gi." }),
    "disk.evicted",
    "propose",
    "resources.ephemeralStorage",
  ],
  ["a workflow's step over its disk", workflow("The node was low on resource: ephemeral-storage."), "disk.evicted", "propose"],
  [
    "a pod out of time",
    pod({ reason: "DeadlineExceeded", message: "Pod was active on the node longer than the specified deadline" }),
    "time.deadline",
    "propose",
    "activeDeadlineSeconds",
  ],
  ["a workflow's step out of time", workflow("Step exceeded its deadline"), "time.deadline", "propose", "timeout"],
  [
    "an image that is not there",
    waits("ErrImagePull", 'failed to resolve reference "docker.io/a/b:1": docker.io/a/b:1: not found'),
    "image.pull",
    "propose",
    "image",
  ],
  ["an image that cannot be pulled", waits("ImagePullBackOff", 'Back-off pulling image "a/b:1"'), "image.pull", "propose", "image"],
  ["a name that is no image", waits("InvalidImageName", "couldn't parse image reference"), "image.pull", "propose", "image"],
  [
    "a registry that asks who",
    waits("ErrImagePull", "failed to authorize: unexpected status from GET request: 401 Unauthorized"),
    "image.auth",
    "propose",
    "imagePullSecrets",
  ],
  [
    "a registry that answers too often",
    waits("ErrImagePull", "toomanyrequests: You have reached your pull rate limit"),
    "net.rate_limit",
    "propose",
  ],
  ["too few GPUs", unplaced("0/5 nodes are available: 5 Insufficient nvidia.com/gpu."), "sched.insufficient", "propose", "resources.gpu"],
  [
    "too little memory anywhere",
    unplaced("0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 Insufficient memory."),
    "sched.insufficient",
    "propose",
    "resources.memory",
  ],
  [
    "a device that is gone",
    pod({
      reason: "UnexpectedAdmissionError",
      message: "requested number of devices unavailable for nvidia.com/gpu. Requested: 1, Available: 0",
    }),
    "sched.insufficient",
    "propose",
    "resources.gpu",
  ],
  [
    "a taint",
    unplaced("0/3 nodes are available: 3 node(s) had untolerated taint {nvidia.com/gpu: present}."),
    "sched.placement",
    "propose",
    "tolerations",
  ],
  [
    "labels that no node has",
    unplaced("0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector."),
    "sched.placement",
    "propose",
  ],
  [
    "a claim that is not bound",
    unplaced("0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims."),
    "config.storage",
    "propose",
  ],
  [
    "a secret that is missing",
    waits("CreateContainerConfigError", 'secret "huggingface" not found'),
    "config.missing_ref",
    "propose",
    "secretRef",
  ],
  [
    "a config map that is missing",
    event("FailedMount", 'MountVolume.SetUp failed for volume "cfg" : configmap "settings" not found'),
    "config.missing_ref",
    "propose",
    "configMapRef",
  ],
  [
    "a program that is not in the image",
    ended("StartError", 128, 'exec: "trian": executable file not found in $PATH'),
    "config.command",
    "propose",
    "command",
  ],
  ["a command that nobody knows", ended("Error", 127), "config.command", "propose", "command"],
  [
    "a quota",
    event("FailedCreate", 'pods "fit" is forbidden: exceeded quota: team, requested: limits.memory=64Gi'),
    "sched.quota",
    "propose",
    "resources.memory",
  ],
  [
    "a node that shuts down",
    pod({ reason: "Terminated", message: "Pod was terminated in response to imminent node shutdown." }),
    "node.lost",
    "propose",
    "retry.limit",
  ],
  ["a node that is silent", pod({ reason: "NodeLost", message: "Node which was running pod fit is unresponsive" }), "node.lost", "propose"],
  ["a node that is collected", disrupted("DeletionByPodGC"), "node.lost", "propose"],
  ["a pod that makes way", disrupted("PreemptionByScheduler"), "node.lost", "propose"],
  ["a workflow's pod that is gone", workflow("pod deleted", "Error"), "node.lost", "propose"],
  ["a program that exits 1", ended("Error", 1), "code.exception", "report"],
  ["a workflow's program that exits 1", workflow("Error (exit code 1)"), "code.exception", /report|abstain/],
  ["a kill without a reason", ended("Error", 137), "mem.container_oom", "report"],
  ["a volume that is attached elsewhere", event("FailedAttachVolume", "Multi-Attach error for volume"), "config.storage", "report"],
  [
    "rights in the cluster",
    event("FailedCreate", 'pods is forbidden: User "system:serviceaccount:ml:runner" cannot create resource "pods"'),
    "auth.k8s_rbac",
    "report",
  ],
  ["rights in the cloud", workflow("failed to put file: Access Denied", "Error"), "auth.cloud", "report"],
  ["a bucket that is not there", workflow("failed to put file: The bucket does not exist", "Error"), "data.missing_path", "report"],
  [
    "a success after a failure",
    pod({
      phase: "Succeeded",
      containerStatuses: [
        {
          name: "main",
          restartCount: 1,
          state: { terminated: { reason: "Completed", exitCode: 0 } },
          lastState: { terminated: { reason: "OOMKilled", exitCode: 137 } },
        },
      ],
    }),
    "benign",
    "none",
  ],
])("tells %s from the record alone", async (_, record, ...expected) => {
  const root = newFolder();
  writeFiles(root, { "record.json": JSON.stringify(record) });
  expectVerdict(await verdictOn(path.join(root, "record.json")), expected);
});

const folder = path.resolve(import.meta.dirname, "../../../shared/runs");
const isThere = fs.existsSync(folder);

/** `propose` where a change of a definition may help, by who recorded the run or by its README. */
const real: readonly (readonly [file: string, expected: Expected])[] = [
  ["argo/dag-disable-fail-fast.yaml", ["code.exception", "report"]],
  ["argo/dag-exhausted-retries-xfail.yaml", ["code.exception", "report"]],
  ["argo/steps-failed-retries.yaml", ["code.exception", "report"]],
  ["argo/dag_retry_succeeded.yaml", ["benign", "none"]],
  ["argo/kfp-v1-retry-random-failures.json", ["benign", "none"]],
  ["argo/kfp-v1-coinflip-error.json", ["code.exception", "report"]],
  ["kfp/run-completed-with-spec.json", ["benign", "none"]],
  ["kfp/run-failed.json", ["code.exception", "abstain"]],
  ["kubernetes/objects/oomkilled-unhealthy.yaml", ["mem.container_oom", "propose", "resources.memory"]],
  ["kubernetes/objects/evicted.yaml", ["mem.host_oom", "propose", "resources.memory"]],
  ["kubernetes/objects/pod-imagepullbackoff.yaml", ["image.pull", "propose", "image"]],
  ["kubernetes/objects/start-error.yaml", ["config.command", "propose", "command"]],
  ["kubernetes/objects/crashloopbackoff.yaml", ["code.exception", "report"]],
  ["kubernetes/objects/failed.yaml", ["code.exception", "report"]],
  ["kubernetes/objects/job-failed.yaml", ["code.exception", "abstain"]],
  ["kubernetes/objects/spark-application-failed.yaml", ["code.exception", "abstain"]],
  ["kubernetes/objects/pod-pending.yaml", ["benign", "none"]],
  ["kubernetes/objects/healthy.yaml", ["benign", "none"]],
  ["maestro/sample-step-instance-failed.json", ["code.exception", "abstain"]],
  ["maestro/sample-workflow-instance-failed.json", ["code.exception", "abstain"]],
  ["maestro/sample-step-instance-succeeded.json", ["benign", "none"]],
  ["maestro/sample-foreach-step-instance-running.json", ["benign", "none"]],
  ["prometheus/cpu-throttling.query_range.json", ["benign", "none"]],
  ["spark/executor-out-of-memory.eventlog.jsonl", ["mem.jvm_heap", "propose", "spark.executor.memory"]],
  ["spark/driver-max-result-size.eventlog.jsonl", ["mem.driver_result", "propose", "spark.driver.maxResultSize"]],
  ["spark/python-key-error.eventlog.jsonl", ["code.exception", "report"]],
];

it.runIf(isThere).each(real)("judges the real record %s", { timeout: 60_000 }, async (file, expected) => {
  expectVerdict(await verdictOn(path.join(folder, file)), expected);
});

it.skipIf(isThere)("is not measured on real records here, because ../shared/runs is missing", () => {
  expect(isThere).toBe(false);
});
