import type { RunToStart } from "../engine.ts";

/** A run's id: its namespace and its name. */
export const runName = /^([a-z0-9-]+)\/([a-z0-9.-]+)$/;

export function templateName({ plan, environment }: Pick<RunToStart, "plan" | "environment">): string {
  return `${environment.namePrefix}${plan.flow.name}`;
}

/** A name of the request's own: a run that was started although nobody answered is found by it. */
export function ownName(run: RunToStart): string {
  return `${templateName(run).slice(0, 40)}-${run.request.replaceAll("-", "").slice(0, 12)}`;
}

export function runId(run: RunToStart): string {
  return `${run.environment.namespace}/${ownName(run)}`;
}
