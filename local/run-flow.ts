/**
 * Drives a run: the scheduler, the executor and the clock
 *
 * Everything that happens goes through one queue, so the scheduler sees one thing at a time.
 */
import type { PlannedApproval, PlannedFlow } from "../compiler/plan.ts";
import { EvaluationFault } from "./evaluate-expression.ts";
import type { Executor } from "./execute/executor.ts";
import type { AttemptEnd, StepInstance } from "./scheduler/instance.ts";
import type { Action, Happening, RunOptions } from "./scheduler/machine.ts";
import { openScheduler, type Scheduler } from "./scheduler/scheduler.ts";

export interface RunFlowOptions {
  readonly plan: PlannedFlow;
  readonly run: RunOptions;
  readonly executor: Executor;
  /** Milliseconds. */
  readonly clock: () => number;
  /** Answers an approval; undefined: nobody does now, and the run ends as waiting once nothing else goes on. */
  readonly answer: (instance: StepInstance, planned: PlannedApproval) => "yes" | "no" | undefined | Promise<"yes" | "no" | undefined>;
  /** Aborted once: the run ends in an orderly way, with its exit handler. */
  readonly stop: AbortSignal;
  /** Aborted: what runs is killed, and nothing more begins. */
  readonly kill: AbortSignal;
  /** Called after each change. */
  readonly changed: (scheduler: Scheduler) => void;
}

const longestSleep = 2 ** 31 - 1;

/** Runs a flow to its end, or until it only waits for answers that nobody gives. */
export async function runFlow(options: RunFlowOptions): Promise<Scheduler> {
  const { plan, executor, clock, changed } = options;
  const scheduler = openScheduler(plan, options.run);
  const happened = openQueue();
  const asked = new Set<StepInstance>();
  const act = (action: Action): void => {
    switch (action.do) {
      case "start": {
        const { instance } = action.start;
        void executor
          .start(action.start)
          .catch((error: unknown): AttemptEnd => ({ is: "failed", reason: "Error", message: faultOf(error) }))
          .then((end) => happened.add({ is: "ended", instance, end }));
        break;
      }
      case "stop":
        executor.stop(action.instance);
        break;
      case "ask": {
        const { instance, planned } = action;
        asked.add(instance);
        void Promise.resolve(options.answer(instance, planned)).then((answer) => {
          asked.delete(instance);
          happened.add(answer === undefined ? { is: "time" } : { is: "answered", instance, answer });
        });
        break;
      }
    }
  };
  const stop = (): void => happened.add({ is: "stopped" });
  const kill = (): void => {
    executor.killAll();
    happened.add({ is: "time" });
  };
  options.stop.addEventListener("abort", stop, { once: true });
  options.kill.addEventListener("abort", kill, { once: true });
  try {
    happened.add({ is: "time" });
    for (;;) {
      const happening = await happened.take(sleepUntil(scheduler.nextTime(), clock()));
      if (options.kill.aborted) break;
      for (const action of scheduler.take(happening, clock())) act(action);
      changed(scheduler);
      const status = scheduler.status();
      if (status !== "running" && status !== "waiting") break;
      if (status === "waiting" && asked.size === 0 && happened.isEmpty()) break;
    }
    return scheduler;
  } finally {
    options.stop.removeEventListener("abort", stop);
    options.kill.removeEventListener("abort", kill);
    executor.close();
  }
}

function faultOf(error: unknown): string {
  if (error instanceof EvaluationFault) return error.message;
  return `The attempt could not be carried out: ${error instanceof Error ? error.message : String(error)}`;
}

function sleepUntil(time: number | undefined, now: number): number | undefined {
  return time === undefined ? undefined : Math.min(Math.max(0, time - now), longestSleep);
}

interface Queue {
  readonly add: (happening: Happening) => void;
  /** The next thing that happened, or that time went on. */
  readonly take: (milliseconds: number | undefined) => Promise<Happening>;
  readonly isEmpty: () => boolean;
}

function openQueue(): Queue {
  const waiting: Happening[] = [];
  let wake: (() => void) | undefined;
  return {
    add(happening) {
      waiting.push(happening);
      wake?.();
    },
    isEmpty: () => waiting.length === 0,
    async take(milliseconds) {
      if (waiting.length === 0) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (milliseconds !== undefined) timer = setTimeout(resolve, milliseconds);
        });
        clearTimeout(timer);
        wake = undefined;
      }
      return waiting.shift() ?? { is: "time" };
    },
  };
}
