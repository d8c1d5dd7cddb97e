/** What the platform's own words for an end mean. */
import type { FailureClass } from "../classes.ts";
import type { Strength } from "../rules/rule.ts";

export interface Meaning {
  readonly class: FailureClass;
  readonly strength: Strength;
}

/**
 * Reasons of pods, containers, events, jobs and Workers. Reasons that only say that something failed (Error, CrashLoopBackOff, BackoffLimitExceeded) are no
 * cause, and absent.
 *
 * Source: Kubernetes v1.36, pkg/kubelet/events, pkg/kubelet/eviction, core/v1 PodReason…; Cloudflare Workers outcomes.
 */
export const reasons: { readonly [reason: string]: Meaning } = {
  OOMKilled: { class: "mem.container_oom", strength: 3 },
  OOMKilling: { class: "mem.container_oom", strength: 2 },
  SystemOOM: { class: "mem.host_oom", strength: 3 },
  DeadlineExceeded: { class: "time.deadline", strength: 3 },
  ImagePullBackOff: { class: "image.pull", strength: 2 },
  ErrImagePull: { class: "image.pull", strength: 2 },
  ErrImageNeverPull: { class: "image.pull", strength: 3 },
  InvalidImageName: { class: "image.pull", strength: 3 },
  ImageInspectError: { class: "image.pull", strength: 2 },
  FailedToRetrieveImagePullSecret: { class: "image.auth", strength: 3 },
  CreateContainerConfigError: { class: "config.missing_ref", strength: 2 },
  CreateContainerError: { class: "config.command", strength: 2 },
  RunContainerError: { class: "config.command", strength: 2 },
  StartError: { class: "config.command", strength: 3 },
  ContainerCannotRun: { class: "config.command", strength: 3 },
  Unschedulable: { class: "sched.insufficient", strength: 1 },
  FailedScheduling: { class: "sched.insufficient", strength: 1 },
  OutOfcpu: { class: "sched.insufficient", strength: 3 },
  OutOfmemory: { class: "sched.insufficient", strength: 3 },
  OutOfpods: { class: "sched.insufficient", strength: 3 },
  UnexpectedAdmissionError: { class: "sched.insufficient", strength: 2 },
  NodeAffinity: { class: "sched.placement", strength: 3 },
  FailedMount: { class: "config.missing_ref", strength: 1 },
  FailedAttachVolume: { class: "config.storage", strength: 3 },
  ProvisioningFailed: { class: "config.storage", strength: 3 },
  NodeLost: { class: "node.lost", strength: 3 },
  NodeShutdown: { class: "node.lost", strength: 3 },
  Shutdown: { class: "node.lost", strength: 3 },
  Terminated: { class: "node.lost", strength: 2 },
  TerminationByKubelet: { class: "node.lost", strength: 2 },
  Preempting: { class: "node.lost", strength: 3 },
  Preempted: { class: "node.lost", strength: 3 },
  PreemptionByScheduler: { class: "node.lost", strength: 3 },
  DeletionByTaintManager: { class: "node.lost", strength: 3 },
  DeletionByPodGC: { class: "node.lost", strength: 3 },
  TaintManagerEviction: { class: "node.lost", strength: 3 },
  EvictionByEvictionAPI: { class: "node.lost", strength: 2 },
  NodeNotReady: { class: "node.lost", strength: 2 },
  DeletingNode: { class: "node.lost", strength: 3 },
  ScaleDown: { class: "node.lost", strength: 2 },
  MemoryPressure: { class: "mem.host_oom", strength: 2 },
  DiskPressure: { class: "disk.evicted", strength: 2 },
  exceededCpu: { class: "worker.cpu_limit", strength: 3 },
  exceededMemory: { class: "worker.memory_limit", strength: 3 },
};

/** Codes that mean something whatever the program is. 137 alone is only a kill: by the kernel, a probe, or a person. */
export const exitCodes: { readonly [code: number]: Meaning } = {
  1: { class: "code.exception", strength: 1 },
  2: { class: "code.exception", strength: 1 },
  52: { class: "mem.jvm_heap", strength: 2 },
  124: { class: "time.deadline", strength: 2 },
  126: { class: "config.command", strength: 2 },
  127: { class: "config.command", strength: 2 },
  134: { class: "code.exception", strength: 1 },
  137: { class: "mem.container_oom", strength: 1 },
  139: { class: "code.exception", strength: 2 },
};
