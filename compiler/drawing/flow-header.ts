/** The lines above a flow's picture: who owns it, when it runs, what it takes. */
import type { Flow, Schedule } from "../program.ts";
import { clip, wrapped } from "./clip.ts";

const width = 110;

/** Description; owner, environment and bounds; each schedule; parameters with their defaults. Lines that would be empty are left out. */
export function flowHeader(flow: Flow, environment: string | undefined): readonly string[] {
  const facts = [
    `owner ${flow.owner}`,
    ...(environment === undefined ? [] : [`in ${environment}`]),
    ...(flow.timeout === undefined ? [] : [`at most ${flow.timeout}`]),
    ...(flow.failFast ? ["stops at the first failure"] : []),
    ...(flow.parallelism === undefined ? [] : [`${flow.parallelism} steps at a time`]),
  ];
  const params = Object.entries(flow.params).map(([name, { default: value }]) =>
    value === undefined ? name : `${name} = ${clip(JSON.stringify(value), 30)}`,
  );
  return [
    ...(flow.description === undefined ? [] : wrapped(flow.description, width, 2)),
    facts.join(" · "),
    ...flow.schedules.map(sayWhen),
    ...(params.length === 0 ? [] : wrapped(`parameters ${params.join(" · ")}`, width, 3)),
  ].map((line) => clip(line, width + 20));
}

const concurrencies = { allow: "", forbid: ", left out while one runs", replace: ", takes over from one that runs" } as const;

function sayWhen({ cron, timezone, concurrency }: Schedule): string {
  return `scheduled ${cron} (${timezone})${concurrencies[concurrency]}`;
}
