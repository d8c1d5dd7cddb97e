/**
 * The documents of Kubeflow Pipelines that we emit, as types
 *
 * The subset of the pipeline spec 2.1.0, of the platform spec and of `pipelines.kubeflow.org/v2beta1` that means on backend 2.17 what a flow means; members
 * have the names of the messages' JSON form. `document-schema.ts` is the same as a closed JSON schema.
 *
 * Source: github.com/kubeflow/pipelines 2.17.0, api/v2alpha1/pipeline_spec.proto and kubernetes_platform/proto/kubernetes_executor_config.proto
 */
import type { Json } from "../../schema/record.ts";

export type Strings = { readonly [name: string]: string };
type Named<T> = { readonly [name: string]: T };

export type ParameterType = "NUMBER_DOUBLE" | "NUMBER_INTEGER" | "STRING" | "BOOLEAN" | "LIST" | "STRUCT";

export interface InputParameter {
  readonly parameterType: ParameterType;
  readonly defaultValue?: Json;
  readonly isOptional?: true;
  readonly description?: string;
  readonly literals?: readonly string[];
}

export interface ArtifactType {
  readonly schemaTitle: "system.Artifact";
  readonly schemaVersion: "0.0.1";
}

export interface ArtifactPort {
  readonly artifactType: ArtifactType;
  readonly isArtifactList?: true;
}

export interface InputDefinitions {
  readonly artifacts?: Named<ArtifactPort>;
  readonly parameters?: Named<InputParameter>;
}

export interface OutputDefinitions {
  readonly artifacts?: Named<ArtifactPort>;
  readonly parameters?: Named<{ readonly parameterType: ParameterType }>;
}

/** Where a task takes the value of an input from. */
export interface ParameterSource {
  readonly componentInputParameter?: string;
  readonly runtimeValue?: { readonly constant: Json };
  readonly taskOutputParameter?: { readonly outputParameterKey: string; readonly producerTask: string };
  /** An expression of CEL over the value: `parseJson(string_value)["uri"]`. */
  readonly parameterExpressionSelector?: string;
}

export interface ArtifactSource {
  readonly componentInputArtifact?: string;
  readonly taskOutputArtifact?: { readonly outputArtifactKey: string; readonly producerTask: string };
}

export interface Task {
  readonly cachingOptions: { readonly enableCache?: true };
  readonly componentRef: { readonly name: string };
  readonly dependentTasks?: readonly string[];
  readonly inputs?: { readonly artifacts?: Named<ArtifactSource>; readonly parameters?: Named<ParameterSource> };
  readonly iteratorPolicy?: { readonly parallelismLimit: number };
  readonly parameterIterator?: {
    readonly itemInput: string;
    readonly items: { readonly inputParameter: string } | { readonly raw: string };
  };
  readonly retryPolicy?: {
    readonly backoffDuration: string;
    readonly backoffFactor: number;
    readonly backoffMaxDuration: string;
    readonly maxRetryCount: number;
  };
  readonly taskInfo: { readonly name: string };
  readonly triggerPolicy?: { readonly condition?: string; readonly strategy?: "ALL_UPSTREAM_TASKS_COMPLETED" };
}

export interface ParameterSelector {
  readonly outputParameterKey: string;
  readonly producerSubtask: string;
}

export interface ArtifactSelector {
  readonly outputArtifactKey: string;
  readonly producerSubtask: string;
}

export type DagOutput =
  | { readonly valueFromParameter: ParameterSelector }
  | { readonly valueFromOneof: { readonly parameterSelectors: readonly ParameterSelector[] } };

export interface DagSpec {
  readonly outputs?: {
    readonly artifacts?: Named<{ readonly artifactSelectors: readonly ArtifactSelector[] }>;
    readonly parameters?: Named<DagOutput>;
  };
  readonly tasks: Named<Task>;
}

export interface Component {
  readonly dag?: DagSpec;
  readonly executorLabel?: string;
  readonly inputDefinitions?: InputDefinitions;
  readonly outputDefinitions?: OutputDefinitions;
}

export interface ContainerSpec {
  readonly image: string;
  readonly command: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly resources?: {
    readonly resourceCpuRequest?: string;
    readonly resourceMemoryLimit?: string;
    readonly resourceMemoryRequest?: string;
    readonly accelerator?: { readonly resourceCount: string; readonly resourceType: string };
  };
}

export interface PipelineSpec {
  readonly components?: Named<Component>;
  readonly deploymentSpec: { readonly executors: Named<{ readonly container: ContainerSpec }> };
  readonly pipelineInfo: { readonly name: string; readonly description?: string };
  readonly root: Component;
  readonly schemaVersion: "2.1.0";
  readonly sdkVersion: string;
}

interface NameParameter {
  readonly runtimeValue: { readonly constant: string };
}

/** What a pod has beside its container. */
export interface ExecutorConfig {
  readonly activeDeadlineSeconds?: string;
  readonly configMapAsEnv?: readonly {
    readonly configMapNameParameter: NameParameter;
    readonly keyToEnv: readonly { readonly configMapKey: string; readonly envVar: string }[];
    readonly optional: false;
  }[];
  readonly configMapAsVolume?: readonly {
    readonly configMapNameParameter: NameParameter;
    readonly mountPath: string;
    readonly optional: false;
  }[];
  readonly emptyDirMounts?: readonly {
    readonly medium?: "Memory";
    readonly mountPath: string;
    readonly sizeLimit: string;
    readonly volumeName: string;
  }[];
  readonly imagePullPolicy?: "Always" | "IfNotPresent" | "Never";
  readonly imagePullSecret?: readonly { readonly secretNameParameter: NameParameter }[];
  readonly nodeAffinity?: readonly {
    readonly matchExpressions: readonly { readonly key: string; readonly operator: "In"; readonly values: readonly string[] }[];
  }[];
  readonly nodeSelector?: { readonly labels: Strings };
  readonly podMetadata?: { readonly annotations?: Strings; readonly labels?: Strings };
  readonly pvcMount?: readonly { readonly mountPath: string; readonly pvcNameParameter: NameParameter }[];
  readonly secretAsEnv?: readonly {
    readonly keyToEnv: readonly { readonly envVar: string; readonly secretKey: string }[];
    readonly optional: false;
    readonly secretNameParameter: NameParameter;
  }[];
  readonly secretAsVolume?: readonly {
    readonly mountPath: string;
    readonly optional: false;
    readonly secretNameParameter: NameParameter;
  }[];
  readonly tolerations?: readonly {
    readonly effect?: string;
    readonly key: string;
    readonly operator: "Exists" | "Equal";
    readonly tolerationSeconds?: string;
    readonly value?: string;
  }[];
}

export interface PlatformSpec {
  readonly platforms: {
    readonly kubernetes: {
      readonly deploymentSpec: { readonly executors: Named<ExecutorConfig> };
      readonly pipelineConfig?: {
        readonly activeDeadlineSeconds?: number;
        readonly resourceTtlOnFailure?: number;
        readonly resourceTtlOnSuccess?: number;
      };
    };
  };
}

export interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Strings;
  readonly annotations: Strings;
}

export interface Pipeline {
  readonly apiVersion: "pipelines.kubeflow.org/v2beta1";
  readonly kind: "Pipeline";
  readonly metadata: Metadata;
  readonly spec: { readonly displayName: string; readonly description?: string };
}

/** The version without its specs: they are the two documents of the pipeline. */
export interface PipelineVersion {
  readonly apiVersion: "pipelines.kubeflow.org/v2beta1";
  readonly kind: "PipelineVersion";
  readonly metadata: Metadata;
  readonly spec: { readonly pipelineName: string; readonly displayName: string; readonly description?: string };
}

/** The body of `POST /apis/v2beta1/recurringruns`, less the ids that only a server knows. */
export interface RecurringRun {
  readonly display_name: string;
  readonly max_concurrency: string;
  readonly mode: "ENABLE";
  readonly namespace: string;
  readonly no_catchup: true;
  readonly runtime_config: { readonly parameters: { readonly [name: string]: Json } };
  readonly service_account?: string;
  readonly trigger: { readonly cron_schedule: { readonly cron: string } };
}

/** What one flow becomes. */
export interface KubeflowDocuments {
  readonly pipeline: PipelineSpec;
  readonly platform: PlatformSpec;
  /** Without the name of the version, which holds the hash of what was written. */
  readonly recurringRuns: readonly Omit<RecurringRun, "display_name">[];
}
