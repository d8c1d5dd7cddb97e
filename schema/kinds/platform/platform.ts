import type { DefinitionRecord } from "../../record.ts";
import { definition, recordProblems } from "../../recording/recording.ts";
import { callSites } from "../../recording/sites.ts";
import { plain } from "../../values/plain.ts";
import type { Platform, PlatformOptions, TargetChoice } from "./language.ts";

/** The platform of this repository: the default export of millwright.config.ts. */
export function platform(options: PlatformOptions): Platform {
  const calls = callSites();
  const { value, problems } = recordProblems(() => plain(options ?? {}, [0]));
  const record: DefinitionRecord & { readonly options: unknown } = { kind: "platform", name: "platform", calls, problems, options: value };
  return definition(record, { kind: "platform" });
}

/** Argo Workflows: a WorkflowTemplate a flow, a CronWorkflow a schedule. */
export function argo(options: ArgoOptions = {}): TargetChoice {
  return { target: "argo", options: { ...options } };
}

/** Kubeflow Pipelines: a pipeline a flow, as a version of a Kubernetes object and for the API; a recurring run a schedule. */
export function kubeflow(options: KubeflowOptions = {}): TargetChoice {
  return { target: "kubeflow", options: { ...options } };
}

/** Netflix Maestro: a workflow a flow, as the body of a request to its API. */
export function maestro(options: MaestroOptions = {}): TargetChoice {
  return { target: "maestro", options: { ...options } };
}

/** A target that a package brings: its default export, a pure function of the program, run in a locked child of its own. */
export function external(packageName: string, options: Readonly<Record<string, unknown>> = {}): TargetChoice {
  return { target: packageName, options, external: true };
}

export interface ArgoOptions {
  /** The oldest Argo that must run the artifacts; default "4.0". */
  readonly version?: "3.7" | "4.0" | "4.1";
  /** How long a step may wait for its pod where it does not say; default "24h". */
  readonly queueTimeout?: `${number}${"s" | "m" | "h" | "d"}`;
  /** Write Role and RoleBinding for the runner's service account; default true. */
  readonly rbac?: boolean;
  /** The image of the small pods that gather the artifacts of a loop; needs only `/bin/sh`. Default: a busybox of Docker Hub, by its digest. */
  readonly helperImage?: string;
}

export interface KubeflowOptions {
  /** The zone of the server's scheduler, in which all schedules are (`CRON_SCHEDULE_TIMEZONE`); default "UTC". */
  readonly scheduleTimezone?: string;
}

export interface MaestroOptions {
  /** Whether the timeout of a step may also count the time for which its pod waits, as Maestro does; default false, and such timeouts are refused. */
  readonly timeoutsCountWaiting?: boolean;
}
