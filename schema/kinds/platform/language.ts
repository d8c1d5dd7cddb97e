export interface Environment {
  /** The Kubernetes namespace that runs live in. */
  readonly namespace: string;
  /** The account that steps run as; default: "default". */
  readonly serviceAccount?: string;
  /** Put before every name that a server shares between environments. */
  readonly namePrefix?: string;
  /** Where the engine keeps artifacts, if not its own default. */
  readonly artifacts?: `s3://${string}` | `gs://${string}`;
  /** The existing claim that holds checkpoints. */
  readonly checkpoints?: { readonly claim: string };
  /** On a laptop: files that stand for sources. */
  readonly sample?: Readonly<Record<string, string>>;
}

/** A target by name, with its options: plain data. */
export interface TargetChoice {
  readonly target: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly external?: true;
}

export interface PlatformOptions {
  /** Patterns of definition files, relative to this file: "flows/*.flow.ts". */
  readonly definitions: readonly string[];
  /** Folder of the artifacts, relative to this file; default "deploy". */
  readonly output?: string;
  /** The environments by name; the first is the default of commands that run things. */
  readonly environments: Readonly<Record<string, Environment>>;
  readonly targets: readonly TargetChoice[];
  /** Severities by diagnostic code. */
  readonly rules?: Readonly<Record<string, "error" | "warning" | "off">>;
  readonly plugins?: readonly { readonly plugin: string; readonly options: Readonly<Record<string, unknown>> }[];
}

export interface Platform {
  readonly kind: "platform";
}
