import type { Asked, Measured } from "../../runs/read/observation.ts";
import type { FailureClass } from "../classes.ts";
import type { Remedy } from "../verdict.ts";
import { raisedMemory, raisedSeconds } from "./raise.ts";

/** What a remedy is chosen by: the class, and the text that it rests on, in lower case. */
interface Choice {
  readonly text: string;
  readonly asked: Asked;
  readonly measured: Measured;
  /** Whether the platform's own status decided: else no number may be given. */
  readonly measuredByPlatform: boolean;
}

type Choose = (choice: Choice) => Remedy | null;

/** The change of config that may help against a class, or null where none does: then a person has to look. */
export function remedyOf(name: FailureClass, choice: Choice): Remedy | null {
  return remedies[name]?.(choice) ?? null;
}

function named(field: string, rule: string): Choose {
  return () => ({ field, from: null, to: null, rule });
}

/** The first whose word stands in the text; the last has none. */
function byText(...options: readonly (readonly [word: string | null, field: string, rule: string])[]): Choose {
  return ({ text }) => {
    const found = options.find(([word]) => word === null || word.split("|").some((one) => text.includes(one)));
    return found === undefined ? null : { field: found[1], from: null, to: null, rule: found[2] };
  };
}

const memoryRule = "double, at least peak × 1.2 + 100Mi";

/**
 * By class. Absent are those where no setting helps (a program's own fault, its data, rights, a Worker's fixed limits), and those where only a person
 * can know a pair that fits (a library that is missing, a driver that is too old).
 */
const remedies: { readonly [name in FailureClass]?: Choose } = {
  "mem.container_oom": (choice) =>
    /kubernetesclusterscheduler|taskscheduler|lost executor|executor lost|sparkexecutor/.test(choice.text)
      ? { field: "spark.executor.memoryOverhead", from: null, to: null, rule: "double, at least 384Mi" }
      : memory(choice),
  "mem.host_oom": memory,
  "mem.jvm_heap": byText(
    ["javascript|v8 ", "env.NODE_OPTIONS", "raise --max-old-space-size by half, and the container's memory with it"],
    [
      "broadcast|driver) |exception in thread main|localhost, executor driver|executor driver)",
      "spark.driver.memory",
      "raise by half, and the container's memory with it",
    ],
    [null, "spark.executor.memory", "raise by half, and the container's memory with it"],
  ),
  "mem.spark_overhead": named("spark.executor.memoryOverhead", "double, at least 384Mi"),
  "mem.driver_result": named("spark.driver.maxResultSize", "double, at most half of the driver's memory"),
  "mem.cuda_oom": named("accelerator.memory", "a smaller batch, else a GPU with more memory"),
  "mem.shm": named("sharedMemory", "a quarter to a half of the memory limit"),
  "disk.evicted": ({ asked, measuredByPlatform }) => {
    const from = measuredByPlatform ? (asked.ephemeralStorage ?? null) : null;
    return {
      field: "resources.ephemeralStorage",
      from,
      to: from === null ? null : raisedMemory(from, undefined),
      rule: "double, up to the node's disk",
    };
  },
  "disk.no_space": named("volume.size", "double; a claim only grows"),
  "sched.insufficient": byText(
    ["outofpods|too many pods|resource: pods", "", "wait for a free place"],
    ["nvidia.com/|amd.com/|gpu", "resources.gpu", "at most what one node holds"],
    ["insufficient memory|outofmemory", "resources.memory", "at most what one node holds"],
    ["insufficient cpu|outofcpu", "resources.cpu", "at most what one node holds"],
    [null, "resources", "at most what one node holds"],
  ),
  "sched.placement": byText(
    ["node selector|matchnodeselector", "nodeSelector", "labels that some node has"],
    ["pods node affinity|affinity", "nodeAffinity", "terms that some node meets"],
    ["taint", "tolerations", "tolerate the taint of the pool that is meant"],
    [null, "nodeSelector", "labels that some node has"],
  ),
  "sched.quota": byText(
    ["executor memory", "spark.executor.memory", "at most what the cluster allows"],
    ["gpu|accelerator", "accelerator.type", "a type with quota left"],
    ["memory", "resources.memory", "say requests, or run less at once"],
    [null, "resources.cpu", "say requests, or run less at once"],
  ),
  "image.pull": ({ asked }) => ({ field: "image", from: asked.image ?? null, to: null, rule: "the last digest that ran" }),
  "image.auth": named("imagePullSecrets", "the pull secret of that registry"),
  "time.deadline": ({ text, asked, measuredByPlatform }) => {
    const isPod = /active on the node|activedeadlineseconds|deadlineexceeded|specified deadline|max duration/.test(text);
    const from = measuredByPlatform && asked.deadlineSeconds !== undefined ? asked.deadlineSeconds : null;
    const to = from === null ? null : `${raisedSeconds(from)}s`;
    return {
      field: isPod ? "activeDeadlineSeconds" : "timeout",
      from: from === null ? null : `${from}s`,
      to,
      rule: "half as much again, where progress was seen",
    };
  },
  "hang.heartbeat": byText(
    ["zombie|jobs without heartbeat|tasks without heartbeat", "retry.limit", "3 attempts with backoff"],
    ["heartbeatinterval|heartbeater", "spark.executor.heartbeatInterval", "at most a tenth of spark.network.timeout"],
    [null, "spark.network.timeout", "double, at most 800s"],
  ),
  "spark.shuffle_fetch": named("spark.shuffle", "more retries and a longer wait"),
  "net.nccl": byText(
    [
      "socketstartconnect|no socket interface|bootstrap|system error|connect to ",
      "env.NCCL_SOCKET_IFNAME",
      "the interface that joins the nodes",
    ],
    [null, "env.NCCL_TIMEOUT", "double once, at most 1h"],
  ),
  "net.transient": named("retry.limit", "3 attempts, 30s doubling between them"),
  "net.rate_limit": named("retry.backoff", "30s doubling, and less at once"),
  "node.lost": named("retry.limit", "3 attempts on infrastructure errors"),
  "hw.gpu_fault": named("nodeAffinity", "not on that node, until it is mended"),
  "config.missing_ref": byText(
    ["configmap|config map|config key", "configMapRef", "the nearest name that exists"],
    [null, "secretRef", "the nearest name that exists"],
  ),
  "config.storage": byText(
    [
      "multi-attach|exclusively attached|attachvolume|failedattachvolume|mountdevice|volume node affinity|wrong fs",
      "",
      "detach it from the other node",
    ],
    [null, "volume.storageClass", "the cluster's default class"],
  ),
  "config.command": named("command", "an executable and flags that the image has"),
  "worker.cpu_limit": named("worker.limits.cpu_ms", "double, at most 300000"),
  "worker.size_limit": named("worker.minify", "true, and no source maps"),
};

function memory({ asked, measured, measuredByPlatform }: Choice): Remedy {
  const from = measuredByPlatform ? (asked.memory ?? null) : null;
  return { field: "resources.memory", from, to: from === null ? null : raisedMemory(from, measured.peakMemoryBytes), rule: memoryRule };
}
