/**
 * Runs the moments of a backfill, a few at a time
 *
 * Nothing is remembered here: what ran is asked of the engine, so that a command that was ended, or ran elsewhere, is gone on with.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { Engine, KnownRun, RunToStart } from "../../targets/engine.ts";
import { type Server, ServerFault } from "../../targets/server.ts";
import type { Tick } from "./tick.ts";

export type TickStatus = "planned" | "waiting" | "running" | "succeeded" | "failed" | "cancelled";

export interface Standing {
  readonly tick: Tick;
  /** The run that it is, or would be: the first that did not fail before. */
  readonly run: RunToStart;
  status: TickStatus;
  /** The engine's id. */
  id: string | undefined;
  /** Whether an earlier command started it. */
  isEarlier: boolean;
}

export interface Drive {
  readonly engine: Engine;
  readonly server: Server;
  /** The run of a moment; each attempt at it is another. */
  readonly runOf: (tick: Tick, attempt: number) => RunToStart;
  readonly parallel: number;
  readonly keepGoing: boolean;
  /** Milliseconds between two looks at the runs under way. */
  readonly pause: number;
  /** Aborted: nothing more is begun, and what runs is left to run. */
  readonly stop: AbortSignal;
  readonly onStart: (standing: Standing) => Promise<void>;
  readonly onEnd: (standing: Standing) => void;
}

const mostAttempts = 100;

/** How it stands with each moment before anything is begun. Throws a `ServerFault`. */
export async function findStandings(
  ticks: readonly Tick[],
  { engine, server, runOf }: Pick<Drive, "engine" | "server" | "runOf">,
): Promise<readonly Standing[]> {
  const standings = new Map<Tick, Standing>();
  let open = ticks;
  for (let attempt = 0; open.length > 0; attempt++) {
    const runs = open.map((tick) => ({ tick, run: runOf(tick, attempt) }));
    const known = await engine.known(
      runs.map(({ run }) => run),
      server,
    );
    const isOver = ({ run }: { readonly run: RunToStart }): boolean => hasFailed(known.get(run.request)) && attempt < mostAttempts;
    for (const { tick, run } of runs.filter((one) => !isOver(one))) {
      const found = known.get(run.request);
      standings.set(tick, { tick, run, status: found?.state ?? "waiting", id: found?.id, isEarlier: found !== undefined });
    }
    open = runs.filter(isOver).map(({ tick }) => tick);
  }
  return ticks.flatMap((tick) => standings.get(tick) ?? []);
}

function hasFailed(run: KnownRun | undefined): boolean {
  return run?.state === "failed" || run?.state === "cancelled";
}

/** Brings each standing as far as it goes; gives what the server refused, which ends it. */
export async function drive(standings: readonly Standing[], options: Drive): Promise<ServerFault | undefined> {
  const { engine, server, parallel, keepGoing, pause, stop, onStart, onEnd } = options;
  const waiting = standings.filter(({ status }) => status === "waiting");
  const running = new Set(standings.filter(({ status }) => status === "running"));
  let isOver = false;
  try {
    for (;;) {
      while (!isOver && !stop.aborted && running.size < parallel) {
        const next = waiting.shift();
        if (next === undefined) break;
        next.id = await engine.start(next.run, server);
        next.status = "running";
        running.add(next);
        await onStart(next);
      }
      if (running.size === 0 || stop.aborted) return undefined;
      await wait(pause, undefined, { signal: stop }).catch(() => undefined);
      for (const standing of stop.aborted ? [] : running) {
        // A run that the engine no longer knows was removed by somebody.
        const state = (await engine.stateOf(standing.id ?? "", server)) ?? "cancelled";
        if (state === "running") continue;
        standing.status = state;
        running.delete(standing);
        onEnd(standing);
        isOver ||= state !== "succeeded" && !keepGoing;
      }
    }
  } catch (error) {
    if (error instanceof ServerFault) return error;
    throw error;
  }
}
