/** One place that the platform runs in. */
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
  readonly checkpoints?: {
    /** The persistent volume claim, by name. */
    readonly claim: string;
  };
  /** On a laptop: files that stand for sources. */
  readonly sample?: Readonly<Record<string, string>>;
}

/** A target by name, with its options: plain data. */
export interface TargetChoice {
  /** Its name, or that of the package that brings it. */
  readonly target: string;
  /** Its options. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether a package brings it. */
  readonly external?: true;
}

/** What applies the artifacts from git, with its options: plain data. */
export interface GitopsChoice {
  /** "argoCd" or "flux". */
  readonly tool: string;
  /** Its options. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What millwright.config.ts says. */
export interface PlatformOptions {
  /** Patterns of definition files, relative to this file: "flows/*.flow.ts". */
  readonly definitions: readonly string[];
  /** Folder of the artifacts, relative to this file; default "deploy". */
  readonly output?: string;
  /** The environments by name; the first is the default of commands that run things. */
  readonly environments: Readonly<Record<string, Environment>>;
  /** The engines that artifacts are written for: `[argo()]`. */
  readonly targets: readonly TargetChoice[];
  /** What applies the artifacts from git, and needs objects of its own for that: `argoCd({ repository })` or `flux({ repository })`; default: none are written. */
  readonly gitops?: GitopsChoice;
  /** Severities by diagnostic code. */
  readonly rules?: Readonly<Record<string, "error" | "warning" | "off">>;
  /** Plugins by name, with their options: plain data. */
  readonly plugins?: readonly {
    /** The name of the plugin. */
    readonly plugin: string;
    /** Its options. */
    readonly options: Readonly<Record<string, unknown>>;
  }[];
}

/** The platform: the default export of millwright.config.ts. */
export interface Platform {
  /** Always "platform". */
  readonly kind: "platform";
}
