import type { FailureClass } from "../classes.ts";

/**
 * What follows from what: where a cause is named, these are its consequences, and no causes themselves.
 *
 * A heap that is full misses heartbeats and loses shuffle files; a broken GPU also fails to allocate; a wrong name is also denied.
 */
export const consequences: { readonly [cause in FailureClass]?: readonly FailureClass[] } = {
  "auth.cloud": ["data.missing_path", "net.transient", "code.exception"],
  "auth.k8s_rbac": ["auth.cloud", "code.exception", "net.transient"],
  "code.import": ["data.missing_path", "code.exception", "config.command", "data.schema"],
  "config.command": ["data.missing_path", "code.exception", "code.import"],
  "config.missing_ref": ["config.storage", "data.missing_path", "code.exception", "sched.quota", "auth.k8s_rbac"],
  "config.storage": ["sched.insufficient", "sched.placement", "config.missing_ref", "data.missing_path", "time.deadline", "data.schema"],
  "cuda.mismatch": ["code.import", "data.missing_path", "code.exception", "net.nccl", "mem.cuda_oom"],
  "data.missing_path": ["code.exception"],
  "data.schema": ["code.exception"],
  "disk.evicted": ["node.lost", "mem.container_oom", "disk.no_space"],
  "disk.no_space": ["code.exception", "spark.shuffle_fetch", "data.missing_path", "data.schema"],
  "hang.heartbeat": ["net.transient", "code.exception", "mem.container_oom", "spark.shuffle_fetch"],
  "hw.gpu_fault": ["mem.cuda_oom", "net.nccl", "code.exception", "mem.host_oom", "cuda.mismatch"],
  "image.auth": ["auth.cloud", "data.missing_path"],
  "image.pull": ["image.auth", "auth.cloud", "data.missing_path"],
  "mem.container_oom": [
    "node.lost",
    "spark.shuffle_fetch",
    "hang.heartbeat",
    "net.transient",
    "net.nccl",
    "code.exception",
    "mem.host_oom",
  ],
  "mem.cuda_oom": ["net.nccl", "mem.host_oom", "code.exception", "net.rate_limit"],
  "mem.driver_result": ["spark.shuffle_fetch", "code.exception", "net.transient", "mem.container_oom"],
  "mem.host_oom": ["node.lost", "net.transient", "hang.heartbeat", "code.exception", "mem.container_oom", "spark.shuffle_fetch"],
  "mem.jvm_heap": [
    "hang.heartbeat",
    "spark.shuffle_fetch",
    "net.transient",
    "mem.host_oom",
    "mem.container_oom",
    "node.lost",
    "code.exception",
  ],
  "mem.shm": ["disk.no_space", "mem.host_oom", "code.exception", "net.nccl"],
  "mem.spark_overhead": ["spark.shuffle_fetch", "hang.heartbeat", "node.lost", "net.transient", "mem.container_oom", "code.exception"],
  "net.nccl": ["net.transient", "hang.heartbeat", "code.exception", "data.missing_path"],
  "net.rate_limit": ["net.transient", "auth.cloud", "code.exception", "image.pull"],
  "net.transient": ["code.exception"],
  "node.lost": ["hang.heartbeat", "spark.shuffle_fetch", "net.transient", "mem.container_oom", "code.exception", "net.nccl"],
  "sched.insufficient": ["net.transient", "code.exception"],
  "sched.placement": ["sched.insufficient", "node.lost"],
  "sched.quota": ["net.rate_limit", "auth.k8s_rbac", "auth.cloud", "sched.insufficient", "code.exception"],
  "spark.shuffle_fetch": ["net.transient", "code.exception"],
  "time.deadline": ["mem.container_oom", "net.transient", "node.lost"],
  "worker.memory_limit": ["code.exception"],
  "worker.size_limit": ["code.exception", "auth.cloud"],
  "worker.startup_cpu": ["worker.cpu_limit", "code.exception", "worker.size_limit"],
};
