import { moreAttempts } from "./attempts.ts";
import { byText, type Change, type ClassRemedy, type CompanionChange, type Situation } from "./remedy.ts";

/** Spark that lost sight of an executor that was only busy: it waits longer. A task that nobody saw again is repeated. */
export const hangHeartbeat: ClassRemedy = {
  words: byText(
    ["zombie|jobs without heartbeat|tasks without heartbeat", "retry.limit", "3 attempts with backoff"],
    ["heartbeatinterval|heartbeater", "spark.executor.heartbeatInterval", "at most a tenth of spark.network.timeout"],
    [null, "spark.network.timeout", "double, at most 800s"],
  ),
  change: (situation) => (situation.field === "retry.limit" ? moreAttempts(situation, "infrastructure", true) : longerTimeout(situation)),
};

/** Source: Spark 3.5, configuration. */
const sparkSeconds = { timeout: 120, interval: 10 };
const most = 800;

function longerTimeout({ step: { name, program } }: Situation): Change | string {
  if (program.kind !== "spark") return `Step "${name}" is no Spark application: how long it may be silent its own program says.`;
  const [timeout, interval] = ["spark.network.timeout", "spark.executor.heartbeatInterval"] as const;
  const [said, beat] = [program.conf[timeout], program.conf[interval]];
  const now = said === undefined ? sparkSeconds.timeout : sparkTime(said);
  if (now === undefined) return `"conf["${timeout}"]" of step "${name}" is "${said}", which is no time that can be read.`;
  if (now >= most) return `"${timeout}" of step "${name}" is ${now} s already: who is silent for longer hangs.`;
  const to = Math.min(now * 2, most);
  const beats = beat === undefined ? sparkSeconds.interval : sparkTime(beat);
  const alongside: readonly CompanionChange[] =
    beat !== undefined && beats !== undefined && beats > to / 10
      ? [{ path: ["conf", interval], from: beat, to: `${Math.floor(to / 10)}s`, formula: "a tenth of the timeout" }]
      : [];
  return {
    path: ["conf", timeout],
    from: said ?? null,
    to: `${to}s`,
    formula: "double, at most 800s",
    observed: { seconds: now },
    bound: { most: `${most}s`, because: "who is silent for longer hangs" },
    review: true,
    alongside,
  };
}

/** Spark's times, whole seconds where no unit is said. */
function sparkTime(text: string): number | undefined {
  const [, digits, unit = "s"] = /^(\d{1,9})(ms|s|m|min|h)?$/.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits) * ({ ms: 0.001, s: 1, m: 60, min: 60, h: 3600 }[unit] ?? 1);
}
