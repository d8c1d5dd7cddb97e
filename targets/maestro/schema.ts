/** The documents that we emit: the body of `POST /api/v3/workflows`. Only what this target writes; Maestro knows more. */

export interface WorkflowRequest {
  readonly properties: Properties;
  readonly workflow: Workflow;
  /** Kept by Maestro as further metadata: what leads a failed run back to its definition. */
  readonly millwright: { readonly flow: string; readonly source: string; readonly program: string; readonly formatVersion: 1 };
}

export interface Properties {
  readonly owner: string;
  readonly run_strategy: { readonly rule: "PARALLEL" | "FIRST_ONLY" | "LAST_ONLY"; readonly workflow_concurrency?: number };
  readonly step_concurrency: number;
  readonly description?: string;
}

export interface Workflow {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly timeout: number;
  readonly time_triggers?: readonly TimeTrigger[];
  readonly instance_step_concurrency?: number;
  readonly params?: Params;
  readonly steps: readonly WrappedStep[];
}

export interface TimeTrigger {
  readonly type: "CRON";
  readonly cron: string;
  readonly timezone: string;
}

export type Params = { readonly [name: string]: Param };

export type Param =
  | { readonly value: string; readonly type: "STRING" }
  | { readonly value: readonly string[]; readonly type: "STRING_ARRAY" }
  | { readonly value: { readonly [name: string]: string }; readonly type: "STRING_MAP" }
  | { readonly value: Params; readonly type: "MAP" }
  | { readonly expression: string; readonly type: "STRING" | "STRING_ARRAY" | "BOOLEAN" };

export type WrappedStep = { readonly step: TypedStep } | { readonly foreach: ForeachStep };

interface CommonStep {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly transition: { readonly successors?: { readonly [id: string]: string } };
  readonly params?: Params;
}

export interface TypedStep extends CommonStep {
  readonly type: "NoOp" | "Kubernetes";
  readonly timeout?: number;
  readonly retry_policy?: RetryPolicy;
}

export interface ForeachStep extends CommonStep {
  readonly timeout: number;
  readonly concurrency: number;
  readonly steps: readonly WrappedStep[];
}

/** Times are whole seconds. */
export interface RetryPolicy {
  readonly error_retry_limit: number;
  readonly platform_retry_limit: 0;
  readonly timeout_retry_limit: number;
  readonly backoff?:
    | { readonly type: "FIXED_BACKOFF"; readonly error_retry_backoff_in_secs: number; readonly timeout_retry_backoff_in_secs: number }
    | {
        readonly type: "EXPONENTIAL_BACKOFF";
        readonly error_retry_backoff_in_secs: number;
        readonly error_retry_exponent: number;
        readonly error_retry_limit_in_secs: number;
        readonly timeout_retry_backoff_in_secs: number;
        readonly timeout_retry_exponent: number;
        readonly timeout_retry_limit_in_secs: number;
      };
}
