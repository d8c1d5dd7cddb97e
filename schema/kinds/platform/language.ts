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

/** What is done about failed runs, and what the bot that does it may do: plain data, read from the commit that a pull request is made against. */
export interface RemediationOptions {
  /** Where pull requests are made: "github:acme/ml-platform". */
  readonly repository?: `github:${string}/${string}`;
  /** The branch that pull requests are made against; default "main". */
  readonly branch?: string;
  /** By class of failure: nothing ("off"), a verdict alone ("report"), or a proposal after so many failures within a day. */
  readonly classes?: Readonly<Record<string, "off" | "report" | number>>;
  /** The most that a field is raised to, by field: `{ "resources.memory": "256Gi", timeout: "24h" }`. */
  readonly most?: Readonly<Record<string, string | number>>;
  /** How many pull requests are made. */
  readonly pullRequests?: {
    /** New ones an hour; default 2. */
    readonly hourly?: number;
    /** Open ones; default 10. */
    readonly open?: number;
    /** Open ones of a flow; default 3. */
    readonly perFlow?: number;
  };
  /** How long a field is left alone after a change of it was merged; default "24h". */
  readonly coolDown?: string;
  /** Whether a literal that all environments read may be changed in all of them, for review; default false: such a change is refused. */
  readonly everyEnvironment?: boolean;
  /** Whether an issue lists what is open, what was not understood and what is snoozed; default true. */
  readonly dashboard?: boolean;
}

/** Where records of runs are kept. */
export interface RunsOptions {
  /** A folder, relative to this file, or a place such as "s3://acme-ml/runs"; default ".millwright/runs". */
  readonly store?: string;
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
  /** What is done about failed runs. */
  readonly remediation?: RemediationOptions;
  /** Where records of runs are kept. */
  readonly runs?: RunsOptions;
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
