import { factOf, type Observation, type Outcome, subjectOf } from "../observation.ts";
import { listAt, textAt } from "../shape.ts";

const outcomes: Readonly<Record<string, Outcome>> = {
  ok: "succeeded",
  exception: "failed",
  exceededCpu: "failed",
  exceededMemory: "failed",
  scriptNotFound: "failed",
  canceled: "unknown",
};

/**
 * An invocation of a Worker, as `wrangler tail --format json` writes it.
 *
 * Source: Cloudflare Workers, Tail Workers "TraceItem", 2026.
 */
export function workerTailEvent(document: unknown): Observation | undefined {
  const outcome = textAt(document, "outcome");
  if (outcome === undefined || !Object.hasOwn(outcomes, outcome) || textAt(document, "scriptName") === undefined) return undefined;
  const name = textAt(document, "scriptName") ?? "worker";
  const own = listAt(document, "exceptions").flatMap((exception) => textAt(exception, "message") ?? []);
  const status = outcome === "ok" ? [] : [factOf("status", { reason: outcome })];
  const facts = [...status, ...own.map((message) => factOf("workload", { message }))];
  return { source: "worker", subjects: [subjectOf(`worker/${name}`, { name, outcome: outcomes[outcome] ?? "unknown", facts })] };
}
