import { textOf } from "../../compiler/values/check-value.ts";
import { table } from "../table.ts";
import type { Standing, TickStatus } from "./drive.ts";

/** The moments for a person: how each stands, and the run that it is. */
export function sayStandings(standings: readonly Standing[], target: string): readonly string[] {
  const rows = standings.map(({ tick: { due, params }, status, id, isEarlier }) => {
    const given = Object.entries(params).map(([name, value]) => `${name}=${value === null ? "(left out)" : textOf(value)}`);
    const said = `${saidStatus[status]}${isEarlier ? " (earlier)" : ""}`;
    return [due.at, said, id === undefined ? "" : `${target}:${id}`, given.join(" ")];
  });
  return rows.length === 0 ? [] : table([["DUE", "STATUS", "RUN", "PARAMETERS"], ...rows]);
}

export const saidStatus: Readonly<Record<TickStatus, string>> = {
  planned: "planned",
  waiting: "not started",
  running: "running",
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
};

/** One line: how many of them stand how. */
export function saySum(standings: readonly Standing[]): string {
  const counts = Map.groupBy(standings, ({ status }) => status);
  const parts = [...counts].map(([status, those]) => `${those.length} ${saidStatus[status]}`);
  return parts.length === 0 ? "No moment of a schedule is in that span." : `${parts.join(", ")}.`;
}
