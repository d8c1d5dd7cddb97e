/** The words of Millwright: what a definition imports from "millwright". */
export * as z from "zod";
export { flow } from "./kinds/flow/flow.ts";
export type { Args, Builder, Flow, FlowOptions, Run, Schedule } from "./kinds/flow/language.ts";
export type { GpuRequest, Patch, PodOptions, Resources, Retry, Semaphore, Toleration, Volume } from "./kinds/flow/pod-language.ts";
export type { Branch, Named, Step } from "./kinds/flow/result-language.ts";
export type { HandlerOptions, RunStatus, ScriptOptions, SparkOptions, StepOptions } from "./kinds/flow/step-language.ts";
export { gpuPool } from "./kinds/gpu-pool/gpu-pool.ts";
export type { Capacities, GpuPool, GpuPoolOptions } from "./kinds/gpu-pool/language.ts";
export {
  type ArgoCdEnvironment,
  type ArgoCdOptions,
  argoCd,
  type FluxEnvironment,
  type FluxOptions,
  flux,
} from "./kinds/platform/gitops.ts";
export type {
  Environment,
  GitopsChoice,
  Platform,
  PlatformOptions,
  RemediationOptions,
  RunsOptions,
  TargetChoice,
} from "./kinds/platform/language.ts";
export {
  type ArgoOptions,
  argo,
  external,
  type KubeflowOptions,
  kubeflow,
  type MaestroOptions,
  maestro,
  platform,
} from "./kinds/platform/platform.ts";
export type {
  Artifact,
  ArtifactListRef,
  ArtifactRef,
  Condition,
  Given,
  Path,
  Ports,
  Ref,
  Source,
  Timestamp,
  Value,
  Word,
} from "./values/language.ts";
export { artifact } from "./words/artifact.ts";
export { config, provideConfig } from "./words/config.ts";
export { type Image, image } from "./words/image.ts";
export { type JsonSource, json } from "./words/json.ts";
export { type Cpu, cpu, type Duration, duration, type Memory, memory } from "./words/quantities.ts";
export { type ConfigMapValue, configMap, type SecretValue, secret } from "./words/secret.ts";
