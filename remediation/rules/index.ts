/** All rules that read text. The order is that of the classes; which of several is the cause is decided in `weigh/`. */
import { authCloud } from "./auth-cloud.ts";
import { authK8sRbac } from "./auth-k8s-rbac.ts";
import { codeException } from "./code-exception.ts";
import { codeImport } from "./code-import.ts";
import { configCommand } from "./config-command.ts";
import { configMissingRef } from "./config-missing-ref.ts";
import { configStorage } from "./config-storage.ts";
import { cudaMismatch } from "./cuda-mismatch.ts";
import { dataMissingPath } from "./data-missing-path.ts";
import { dataSchema } from "./data-schema.ts";
import { diskEvicted } from "./disk-evicted.ts";
import { diskNoSpace } from "./disk-no-space.ts";
import { hangHeartbeat } from "./hang-heartbeat.ts";
import { hwGpuFault } from "./hw-gpu-fault.ts";
import { imageAuth } from "./image-auth.ts";
import { imagePull } from "./image-pull.ts";
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
import type { TextRule } from "./rule.ts";
import { schedInsufficient } from "./sched-insufficient.ts";
import { schedPlacement } from "./sched-placement.ts";
import { schedQuota } from "./sched-quota.ts";
import { sparkShuffleFetch } from "./spark-shuffle-fetch.ts";
import { timeDeadline } from "./time-deadline.ts";
import { workerCpuLimit } from "./worker-cpu-limit.ts";
import { workerMemoryLimit } from "./worker-memory-limit.ts";
import { workerSizeLimit } from "./worker-size-limit.ts";
import { workerStartupCpu } from "./worker-startup-cpu.ts";

export const textRules: readonly TextRule[] = [
  memContainerOom,
  memJvmHeap,
  memSparkOverhead,
  memDriverResult,
  memCudaOom,
  memHostOom,
  memShm,
  diskEvicted,
  diskNoSpace,
  schedInsufficient,
  schedPlacement,
  schedQuota,
  imagePull,
  imageAuth,
  timeDeadline,
  hangHeartbeat,
  sparkShuffleFetch,
  netNccl,
  netTransient,
  netRateLimit,
  nodeLost,
  hwGpuFault,
  cudaMismatch,
  configMissingRef,
  configStorage,
  configCommand,
  workerCpuLimit,
  workerSizeLimit,
  workerMemoryLimit,
  workerStartupCpu,
  authCloud,
  authK8sRbac,
  dataMissingPath,
  dataSchema,
  codeImport,
  codeException,
].flat();
