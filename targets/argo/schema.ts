/**
 * The documents of Argo Workflows that we emit, as types
 *
 * The subset of `argoproj.io/v1alpha1` that means the same on 3.7, 4.0 and 4.1; every IntOrString and quantity is text, as the JSON schema, the definitions
 * (CRDs) and the linter all take it. `document-schema.ts` is the same as a closed JSON schema.
 */
import type { Json } from "../../schema/record.ts";

export type Strings = { readonly [name: string]: string };
export type Data = { readonly [field: string]: Json };

export interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Strings;
  readonly annotations?: Strings;
}

export interface WorkflowTemplate {
  readonly apiVersion: "argoproj.io/v1alpha1";
  readonly kind: "WorkflowTemplate";
  readonly metadata: Metadata;
  readonly spec: WorkflowSpec;
}

export interface WorkflowSpec {
  readonly entrypoint: string;
  readonly serviceAccountName: string;
  readonly onExit?: string;
  readonly activeDeadlineSeconds?: number;
  readonly parallelism?: number;
  readonly arguments?: { readonly parameters: readonly WorkflowParameter[] };
  readonly workflowMetadata?: {
    readonly labels?: Strings;
    readonly annotations?: Strings;
    readonly labelsFrom?: { readonly [label: string]: { readonly expression: string } };
  };
  readonly ttlStrategy?: { readonly secondsAfterSuccess?: number; readonly secondsAfterFailure?: number };
  readonly synchronization?: Synchronization;
  readonly volumeClaimTemplates?: readonly VolumeClaimTemplate[];
  readonly volumeClaimGC?: { readonly strategy: "OnWorkflowCompletion" };
  readonly templates: readonly Template[];
}

export interface WorkflowParameter {
  readonly name: string;
  readonly value?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
}

export interface Synchronization {
  readonly mutexes?: readonly { readonly name: string }[];
  readonly semaphores?: readonly { readonly configMapKeyRef: { readonly name: string; readonly key: string } }[];
}

export interface VolumeClaimTemplate {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly accessModes: readonly ["ReadWriteOnce" | "ReadWriteMany"];
    readonly storageClassName?: string;
    readonly resources: { readonly requests: { readonly storage: string } };
  };
}

export interface NamedValue {
  readonly name: string;
  readonly value?: string;
}

/** Where an artifact lies: in the default repository (a key alone) or in a bucket. */
export interface ArtifactLocation {
  readonly s3?: { readonly bucket?: string; readonly endpoint?: string; readonly useSDKCreds?: true; readonly key: string };
  readonly gcs?: { readonly bucket: string; readonly key: string };
}

export interface InputArtifact extends ArtifactLocation {
  readonly name: string;
  readonly path?: string;
  readonly optional?: true;
  /** Permissions, as a number. */
  readonly mode?: number;
  readonly recurseMode?: true;
}

export interface OutputArtifact extends ArtifactLocation {
  readonly name: string;
  readonly path?: string;
  readonly archive?: { readonly none: Readonly<Record<string, never>> };
  readonly from?: string;
  readonly fromExpression?: string;
}

export interface OutputParameter {
  readonly name: string;
  readonly enum?: readonly string[];
  readonly valueFrom: {
    readonly path?: string;
    readonly parameter?: string;
    readonly expression?: string;
    readonly supplied?: Readonly<Record<string, never>>;
    readonly default?: string;
  };
}

export interface Task {
  readonly name: string;
  readonly template: string;
  readonly depends?: string;
  readonly when?: string;
  readonly withParam?: string;
  readonly arguments?: Arguments;
}

export interface StepOfTemplate extends Omit<Task, "depends" | "withParam"> {
  readonly continueOn?: { readonly failed: true; readonly error: true };
}

export interface Arguments {
  readonly parameters?: readonly NamedValue[];
  readonly artifacts?: readonly { readonly name: string; readonly from: string }[];
}

export interface RetryStrategy {
  readonly limit: string;
  readonly retryPolicy: "Always" | "OnFailure" | "OnError";
  readonly expression?: string;
  readonly backoff?: { readonly duration: string; readonly factor?: string; readonly cap?: string };
}

export interface Template {
  readonly name: string;
  readonly metadata?: { readonly labels?: Strings; readonly annotations?: Strings };
  readonly inputs?: { readonly parameters?: readonly NamedValue[]; readonly artifacts?: readonly InputArtifact[] };
  readonly outputs?: { readonly parameters?: readonly OutputParameter[]; readonly artifacts?: readonly OutputArtifact[] };
  readonly parallelism?: number;
  readonly failFast?: true;
  readonly retryStrategy?: RetryStrategy;
  /** 4.1 only. */
  readonly pendingTimeout?: string;
  readonly activeDeadlineSeconds?: string;
  readonly memoize?: { readonly key: string; readonly maxAge: string; readonly cache: { readonly configMap: { readonly name: string } } };
  readonly synchronization?: Synchronization;
  readonly serviceAccountName?: string;
  readonly priorityClassName?: string;
  readonly nodeSelector?: Strings;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: Data;
  readonly podSpecPatch?: string;
  readonly volumes?: readonly Volume[];
  readonly dag?: { readonly tasks: readonly Task[] };
  /** Lists of steps that run at once, one list after the other. */
  readonly steps?: readonly (readonly StepOfTemplate[])[];
  readonly container?: Container;
  readonly suspend?: { readonly duration?: string };
  readonly resource?: {
    readonly action: "create";
    readonly setOwnerReference: true;
    readonly successCondition: string;
    readonly failureCondition: string;
    readonly manifest: string;
  };
}

export interface Toleration {
  readonly key: string;
  readonly operator: "Exists" | "Equal";
  readonly value?: string;
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
  readonly tolerationSeconds?: number;
}

export interface Volume {
  readonly name: string;
  readonly emptyDir?: { readonly medium?: "Memory"; readonly sizeLimit?: string };
  readonly persistentVolumeClaim?: { readonly claimName: string };
  readonly configMap?: { readonly name: string };
  readonly secret?: { readonly secretName: string };
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly subPath?: string;
  readonly readOnly?: true;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly secretKeyRef?: { readonly name: string; readonly key: string };
    readonly configMapKeyRef?: { readonly name: string; readonly key: string };
  };
}

export interface Container {
  readonly image: string;
  readonly imagePullPolicy?: "Always" | "IfNotPresent" | "Never";
  readonly command: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvironmentVariable[];
  readonly resources?: { readonly requests?: Strings; readonly limits?: Strings };
  readonly volumeMounts?: readonly VolumeMount[];
  readonly securityContext?: { readonly allowPrivilegeEscalation: false; readonly capabilities: { readonly drop: readonly ["ALL"] } };
}

export interface CronWorkflow {
  readonly apiVersion: "argoproj.io/v1alpha1";
  readonly kind: "CronWorkflow";
  readonly metadata: Metadata;
  readonly spec: {
    readonly schedules: readonly string[];
    readonly timezone: string;
    readonly concurrencyPolicy: "Allow" | "Forbid" | "Replace";
    readonly workflowSpec: {
      readonly priority?: number;
      readonly arguments?: { readonly parameters: readonly NamedValue[] };
      readonly workflowTemplateRef: { readonly name: string };
    };
  };
}

/** What one flow becomes. */
export interface ArgoDocuments {
  readonly workflow: WorkflowTemplate;
  readonly schedules: readonly CronWorkflow[];
}
