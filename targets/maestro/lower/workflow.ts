/** The body of the request that makes a workflow. */
import type { PlannedBody, PlannedNode } from "../../../compiler/plan.ts";
import type { Schedule } from "../../../compiler/program.ts";
import type { Properties, TimeTrigger, WorkflowRequest } from "../schema.ts";
import { longestSeconds, wrappedSteps } from "./drafts.ts";
import type { Lowering } from "./lowering.ts";
import type { Place } from "./place.ts";
import { secondsOf } from "./retry.ts";
import { idOfWorkflow } from "./workflow-id.ts";

export function workflowRequest({ plan, context, params }: Lowering, place: Place): WorkflowRequest {
  const { flow, programHash } = plan;
  const { description, owner, schedules, timeout } = flow;
  return {
    properties: {
      owner,
      run_strategy: runStrategy(schedules[0]?.concurrency ?? "allow"),
      // The server's own bound is 20 steps of a workflow at a time, over all its runs.
      step_concurrency: 1000,
      ...(description !== undefined && { description }),
    },
    workflow: {
      id: idOfWorkflow(flow, context.environment),
      name: flow.name.slice(0, 256),
      ...(description !== undefined && { description }),
      timeout: timeout === undefined ? longestSeconds : secondsOf(timeout),
      ...(schedules.length > 0 && { time_triggers: schedules.map(timeTrigger) }),
      // Without it no step of a loop has more than 20 instances at a time.
      ...(widestLoop(plan.body) > 20 || plan.called.some(({ body }) => widestLoop(body) > 20) ? { instance_step_concurrency: 999 } : {}),
      ...(params.size > 0 && { params: Object.fromEntries(params) }),
      steps: wrappedSteps(place),
    },
    millwright: {
      flow: flow.name,
      source: `${flow.origin.file}#${flow.origin.exportName}`,
      program: programHash,
      formatVersion: 1,
    },
  };
}

/** Maestro's default runs one after the other. */
function runStrategy(concurrency: Schedule["concurrency"]): Properties["run_strategy"] {
  switch (concurrency) {
    case "allow":
      return { rule: "PARALLEL", workflow_concurrency: 1000 };
    case "forbid":
      return { rule: "FIRST_ONLY" };
    case "replace":
      return { rule: "LAST_ONLY" };
  }
}

function timeTrigger({ cron, timezone }: Schedule): TimeTrigger {
  // `?` stands for `*`, and Maestro's reader of five fields does not know it.
  return { type: "CRON", cron: cron.trim().split(/\s+/).join(" ").replaceAll("?", "*"), timezone };
}

function widestLoop({ nodes }: PlannedBody): number {
  return Math.max(0, ...nodes.map(widest));
}

function widest(node: PlannedNode): number {
  switch (node.kind) {
    case "forEach":
      return Math.max(node.node.parallelism, widestLoop(node.body));
    case "repeatUntil":
      return widestLoop(node.body);
    case "branch":
      return Math.max(0, ...node.cases.map(({ body }) => widestLoop(body)));
    default:
      return 0;
  }
}
