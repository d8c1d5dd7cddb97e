/**
 * Remedies by class of failure
 *
 * Absent are those where no setting helps (a program's own fault, its data, rights, a Worker's fixed limits), and those where only a person can know a pair
 * that fits (a library that is missing, a driver that is too old).
 */
import type { FailureClass } from "../classes.ts";
import { diskEvicted } from "./disk-evicted.ts";
import { diskNoSpace } from "./disk-no-space.ts";
import {
  configCommand,
  configMissingRef,
  configStorage,
  hwGpuFault,
  imageAuth,
  imagePull,
  schedPlacement,
  workerCpuLimit,
  workerSizeLimit,
} from "./for-a-person.ts";
import { hangHeartbeat } from "./hang-heartbeat.ts";
import { memContainerOom } from "./mem-container-oom.ts";
import { memCudaOom } from "./mem-cuda-oom.ts";
import { memDriverResult } from "./mem-driver-result.ts";
import { memHostOom } from "./mem-host-oom.ts";
import { memJvmHeap } from "./mem-jvm-heap.ts";
import { memShm } from "./mem-shm.ts";
import { memSparkOverhead } from "./mem-spark-overhead.ts";
import { netNccl } from "./net-nccl.ts";
import { netRateLimit } from "./net-rate-limit.ts";
import { netTransient } from "./net-transient.ts";
import { nodeLost } from "./node-lost.ts";
import type { ClassRemedy } from "./remedy.ts";
import { schedInsufficient } from "./sched-insufficient.ts";
import { schedQuota } from "./sched-quota.ts";
import { sparkShuffleFetch } from "./spark-shuffle-fetch.ts";
import { timeDeadline } from "./time-deadline.ts";

export const remedies: { readonly [name in FailureClass]?: ClassRemedy } = {
  "config.command": configCommand,
  "config.missing_ref": configMissingRef,
  "config.storage": configStorage,
  "disk.evicted": diskEvicted,
  "disk.no_space": diskNoSpace,
  "hang.heartbeat": hangHeartbeat,
  "hw.gpu_fault": hwGpuFault,
  "image.auth": imageAuth,
  "image.pull": imagePull,
  "mem.container_oom": memContainerOom,
  "mem.cuda_oom": memCudaOom,
  "mem.driver_result": memDriverResult,
  "mem.host_oom": memHostOom,
  "mem.jvm_heap": memJvmHeap,
  "mem.shm": memShm,
  "mem.spark_overhead": memSparkOverhead,
  "net.nccl": netNccl,
  "net.rate_limit": netRateLimit,
  "net.transient": netTransient,
  "node.lost": nodeLost,
  "sched.insufficient": schedInsufficient,
  "sched.placement": schedPlacement,
  "sched.quota": schedQuota,
  "spark.shuffle_fetch": sparkShuffleFetch,
  "time.deadline": timeDeadline,
  "worker.cpu_limit": workerCpuLimit,
  "worker.size_limit": workerSizeLimit,
};
