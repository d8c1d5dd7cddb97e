/** A run for machines while it goes on: a JSON line for each change of a step. */
import type { StepInstance } from "../../local/scheduler/instance.ts";
import type { Context } from "../context.ts";
import type { RunSight } from "./run-lines.ts";

export interface EventLines {
  /** Lines for the steps that changed since the last call; several changes of one step in between are one line. */
  readonly changed: (sight: RunSight) => readonly string[];
  readonly said: (sentence: string) => string;
}

export function openEventLines(run: string, now: Context["now"]): EventLines {
  const told = new Map<StepInstance, string>();
  const line = (members: object): string => JSON.stringify({ formatVersion: 1, time: now().toISOString(), run, ...members });
  return {
    said: (sentence) => line({ event: "note", message: sentence }),
    changed({ instances }) {
      const lines: string[] = [];
      for (const instance of instances) {
        const { status, attempts } = instance;
        const state = `${status} ${attempts.length}`;
        if (told.get(instance) === state) continue;
        told.set(instance, state);
        lines.push(line(describe(instance)));
      }
      return lines;
    },
  };
}

function describe({ planned, path, status, attempts, message }: StepInstance): object {
  const last = attempts.at(-1);
  const said = last?.message ?? message;
  return {
    event: "step",
    step: planned.node.name,
    path,
    status,
    attempt: attempts.length,
    ...(last?.exitCode !== undefined && { exitCode: last.exitCode }),
    ...(last?.reason !== undefined && { reason: last.reason }),
    ...(said !== undefined && { message: said }),
    ...(last?.details?.log !== undefined && { log: last.details.log }),
  };
}
