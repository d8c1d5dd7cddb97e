import type { PropertyPath } from "../../compiler/diff/described.ts";
import { parseDuration } from "../../schema/words/quantities.ts";
import { successesOf } from "./past/successes.ts";
import { inDuration, raisedSeconds, roundedSeconds } from "./raise.ts";
import type { Change, ClassRemedy, CompanionChange, Situation } from "./remedy.ts";

/** Out of time: half as much again, for review, and only where successes came near the limit or nothing is known of them. */
export const timeDeadline: ClassRemedy = {
  words({ text, asked, measuredByPlatform }) {
    const isPod = /active on the node|activedeadlineseconds|deadlineexceeded|specified deadline|max duration/.test(text);
    const from = measuredByPlatform && asked.deadlineSeconds !== undefined ? asked.deadlineSeconds : null;
    return {
      field: isPod ? "activeDeadlineSeconds" : "timeout",
      from: from === null ? null : `${from}s`,
      to: from === null ? null : `${raisedSeconds(from)}s`,
      rule: "half as much again, where progress was seen",
    };
  },
  change: moreTime,
};

interface Deadline {
  readonly path: PropertyPath;
  readonly text: string;
  readonly seconds: number;
  /** What the engine was told, where it adds another time to this. */
  readonly told: number;
  readonly node?: null;
}

function moreTime({ flow, step, asked, history }: Situation): Change | string {
  const deadlines = deadlinesOf(flow.timeout, step);
  const [first] = deadlines;
  if (first === undefined)
    return `Neither step "${step.name}" nor flow "${flow.name}" says a timeout: the deadline is not the definition's.`;
  const ran = asked.deadlineSeconds;
  const found = ran === undefined ? first : deadlines.find(({ told }) => told === ran);
  if (found === undefined)
    return `The deadline was ${ran} s, and "timeout" says "${first.text}" by now: it was another one, or it changed since the run.`;
  const { path, text: from, seconds, node } = found;
  const successes = successesOf(history);
  if (successes !== undefined && node === undefined && path[0] === "timeout" && successes.p95 < seconds / 2)
    return `Step "${step.name}" ends within ${inDuration(roundedSeconds(successes.p95))} when it succeeds (p95 of ${successes.count}), far below "${from}": it hangs, and more time does not help.`;
  const to = raisedSeconds(seconds);
  return {
    path,
    from,
    to: inDuration(to),
    formula: "half as much again, where progress was seen",
    observed: { timeout: from, ...(successes !== undefined && { p95SecondsOfSuccesses: Math.round(successes.p95) }) },
    bound: null,
    review: true,
    ...(node === null && { node }),
    alongside: node === undefined ? wholeRun(flow.timeout, to - seconds, to) : [],
  };
}

/** The step's own, the flow's, and the time that it may wait, which the backstop of some engines holds as well. */
function deadlinesOf(flowTimeout: string | undefined, { timeout, queueTimeout }: Situation["step"]): readonly Deadline[] {
  const [own, queue, whole] = [timeout, queueTimeout, flowTimeout].map(secondsOf);
  return [
    ...(timeout !== undefined && own !== undefined ? [{ path: ["timeout"], text: timeout, seconds: own, told: own }] : []),
    ...(flowTimeout !== undefined && whole !== undefined
      ? [{ path: ["timeout"], text: flowTimeout, seconds: whole, told: whole, node: null }]
      : []),
    ...(queueTimeout !== undefined && queue !== undefined && own !== undefined
      ? [{ path: ["queueTimeout"], text: queueTimeout, seconds: queue, told: own + queue }]
      : []),
  ];
}

/** A flow whose own time would end before that of the step gets as much more. */
function wholeRun(timeout: string | undefined, added: number, needed: number): readonly CompanionChange[] {
  const seconds = secondsOf(timeout);
  if (timeout === undefined || seconds === undefined || seconds >= needed) return [];
  return [
    {
      node: null,
      path: ["timeout"],
      from: timeout,
      to: inDuration(roundedSeconds(seconds + added)),
      formula: "as much more as the step: it bounds the whole run",
    },
  ];
}

function secondsOf(duration: string | undefined): number | undefined {
  const milliseconds = duration === undefined ? undefined : parseDuration(duration);
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
