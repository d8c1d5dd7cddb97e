/** The programs that a step can run, as the editor shows them. */
import type { Artifact, Inside, Path, Ports, Source, Value, Word } from "../../values/language.ts";
import type { Memory } from "../../words/quantities.ts";
import type { GpuPool } from "../gpu-pool/language.ts";
import type { PodOptions } from "./pod-language.ts";

/** What the command of a step can name. */
export interface CommandScope<I extends Readonly<Record<string, Source>>, O extends Ports> {
  /** The step's inputs: values as they are, artifacts by `path`, gathered artifacts by `paths`. */
  readonly inputs: { readonly [K in keyof I]: Inside<I[K]> };
  /** Where the command writes each output. */
  readonly outputs: {
    readonly [K in keyof O]: {
      /** The file to write, or for an artifact the file or folder. */
      readonly path: Path;
    };
  };
  /** Where the step keeps what a next attempt begins from; needs `checkpoint: true`. */
  readonly checkpoint: {
    /** A folder that survives the attempts. */
    readonly path: Path;
  };
}

/** A container that runs one command. */
export interface StepOptions<I extends Readonly<Record<string, Source>>, O extends Ports, P extends GpuPool = GpuPool>
  extends PodOptions<P> {
  /** Values and artifacts of other steps; using one draws the edge. */
  readonly inputs?: I;
  /** Zod types of the values that the command writes, and artifacts. */
  readonly outputs?: O;
  /** The program and its arguments: never a shell line, so nothing needs quoting. */
  readonly command: (scope: CommandScope<I, O>) => readonly Word[];
}

/** A program in a scripting language, inline or from a file. */
export type ScriptOptions<I extends Readonly<Record<string, Source>>, O extends Ports, P extends GpuPool = GpuPool> = PodOptions<P> & {
  /** Values and artifacts of other steps; the program finds them under the same names. */
  readonly inputs?: I;
  /** Zod types of the values that the program writes, and artifacts. */
  readonly outputs?: O;
  /** The interpreter, which the image must have. */
  readonly language: "python" | "bash" | "node";
} & (
    | {
        /**
         * The program. Python and node: `inputs.rows` is a value, `inputs.model.path` a path, `outputs.auc.path` where to write. Bash: `${inputs[rows]}`,
         * `${outputs[auc]}`.
         */
        readonly source: string;
        /** Either `source` or `file`. */
        readonly file?: never;
      }
    | {
        /** A file beside the definition that holds the program: "./report.sh". */
        readonly file: string;
        /** Either `source` or `file`. */
        readonly source?: never;
      }
  );

/** A Spark application; sizes are fields, so that they can be changed one by one. */
export interface SparkOptions<I extends Readonly<Record<string, Source>>, O extends Readonly<Record<string, Artifact<string>>>>
  extends Pick<PodOptions, "image" | "retry" | "idempotent" | "timeout" | "queueTimeout" | "env" | "after" | "description"> {
  /** Values of other steps, for `arguments`. */
  readonly inputs?: I;
  /** The Spark release in the image, such as "3.5.1": the operator submits the application by it. */
  readonly version: string;
  /** Files under `storage`, at `<storage>/<run id>/<name>`. */
  readonly outputs?: O;
  /** The application: a URI, or a path in the image. */
  readonly main: string;
  /** The main class, for JVM applications. */
  readonly class?: string;
  /** The arguments of the application. */
  readonly arguments?: readonly Word[];
  /** Where the application writes its outputs: "s3://acme-ml/reports". */
  readonly storage: `s3://${string}` | `gs://${string}`;
  /** The pod that coordinates. */
  readonly driver: {
    /** Processors, whole ones. */
    readonly cores: number;
    /** The heap, without `overhead`. */
    readonly memory: Memory;
    /** Memory beside the heap; default: as Spark does. */
    readonly overhead?: Memory;
    /** Above this much data brought to the driver the job fails; default: as Spark does. */
    readonly maxResultSize?: Memory;
  };
  /** The pods that work. */
  readonly executor: {
    /** How many: a number, or bounds between which Spark chooses. */
    readonly instances:
      | number
      | {
          /** At least this many. */
          readonly min: number;
          /** At most this many. */
          readonly max: number;
        };
    /** Processors of each, whole ones. */
    readonly cores: number;
    /** The heap of each, without `overhead`. */
    readonly memory: Memory;
    /** Memory of each beside the heap; default: as Spark does. */
    readonly overhead?: Memory;
  };
  /** Spark properties. */
  readonly conf?: Readonly<Record<string, string>>;
}

/** How a run ended; cancelled: it was stopped. */
export type RunStatus = "succeeded" | "failed" | "cancelled";

/** What runs when the run has ended. It sees params, `run` and `status`, no step's outputs. */
export interface HandlerOptions
  extends Pick<
    PodOptions,
    | "image"
    | "env"
    | "resources"
    | "timeout"
    | "retry"
    | "serviceAccount"
    | "labels"
    | "annotations"
    | "volumes"
    | "imagePull"
    | "nodeSelector"
    | "tolerations"
    | "description"
  > {
  /** The program and its arguments. */
  readonly command: (scope: {
    /** How the run ended. */
    readonly status: Value<RunStatus>;
  }) => readonly Word[];
}
