import { CronExpressionParser } from "cron-parser";
import fc from "fast-check";
import { expect, test } from "vitest";
import { gpuUse } from "../../compiler/diff/gpu-hours.ts";
import { runsPerMonth } from "../../compiler/diff/runs-per-month.ts";
import type { Node, Schedule } from "../../compiler/program.ts";
import { makeFlow, makeProgram, makeStep, output } from "../support/make-program.ts";

function schedule(cron: string): Schedule {
  return { cron, timezone: "UTC", concurrency: "allow", params: {} };
}

function onGpus(count: number, timeout?: string, body = 0) {
  return makeStep("fit", {
    body,
    resources: { gpu: { pool: "h100", count, capacity: ["flex"] } },
    ...(timeout !== undefined && { timeout }),
  });
}

test.each([
  ["0 3 * * *", 365 / 12],
  ["*/15 * * * *", (365 * 96) / 12],
  ["0 3 * * 1-5", 261 / 12],
  ["0 0 1 * *", 1],
  ["0 0 1 1,7 *", 2 / 12],
  ["0 0 13 * FRI", (52 + 12 + 1 - 1) / 12],
  ["@daily", 365 / 12],
])("%s is due %d times a month", (cron, times) => {
  expect(runsPerMonth(schedule(cron))).toBeCloseTo(times, 5);
});

const field = (least: number, greatest: number) => {
  const number = fc.integer({ min: least, max: greatest });
  const range = fc.tuple(number, number).map(([one, other]) => `${Math.min(one, other)}-${Math.max(one, other)}`);
  const step = fc.integer({ min: 2, max: 9 });
  return fc.oneof(
    fc.constant("*"),
    number.map(String),
    range,
    fc.tuple(range, step).map(([part, every]) => `${part}/${every}`),
    step.map((every) => `*/${every}`),
    fc.array(number, { minLength: 1, maxLength: 3 }).map((list) => [...new Set(list)].join(",")),
  );
};

test("cron-parser counts the same days of the year", () => {
  fc.assert(
    fc.property(field(1, 28), field(1, 12), field(0, 6), (day, month, weekday) => {
      const cron = `0 0 ${day} ${month} ${weekday}`;
      const dates = CronExpressionParser.parse(cron, {
        tz: "UTC",
        currentDate: new Date("2026-12-31T23:59:59Z"),
        endDate: new Date("2027-12-31T23:00:00Z"),
      });
      let due = 0;
      while (dates.hasNext()) {
        dates.next();
        due += 1;
      }
      expect(runsPerMonth(schedule(cron)) * 12).toBeCloseTo(due, 5);
    }),
    { numRuns: 150 },
  );
});

test("hours a month are GPUs × timeout × attempts × runs", () => {
  const flow = makeFlow("churn", [{ ...onGpus(8, "6h"), retry: { limit: 1, on: "any" } }], { schedules: [schedule("0 0 1 * *")] });
  expect(gpuUse(flow, makeProgram([flow]))).toEqual({ gpus: 8, hoursPerRun: 96, hoursPerMonth: 96, unbounded: [] });
});

test("without a timeout there is no bound, and the step is named", () => {
  const flow = makeFlow("churn", [onGpus(8)], { schedules: [schedule("0 0 1 * *")] });
  expect(gpuUse(flow, makeProgram([flow]))).toEqual({
    gpus: 8,
    hoursPerRun: undefined,
    hoursPerMonth: undefined,
    unbounded: ["step fit has no timeout"],
  });
});

test("a flow that nothing schedules uses no hours a month", () => {
  const flow = makeFlow("churn", [onGpus(8, "1h")]);
  expect(gpuUse(flow, makeProgram([flow]))).toMatchObject({ hoursPerRun: 8, hoursPerMonth: 0 });
  expect(gpuUse(makeFlow("plain"), makeProgram([]))).toBeUndefined();
});

test("a loop multiplies by its items, one over a list that only a run knows has no bound", () => {
  const looping = (items: Extract<Node, { kind: "forEach" }>["items"]) => {
    const loop: Node = {
      kind: "forEach",
      id: 0,
      unknown: [],
      name: "per-shard",
      calls: [],
      body: 0,
      after: [],
      items,
      itemType: { type: "integer" },
      parallelism: 20,
      runs: 1,
      result: { fields: {} },
    };
    const bodies = [
      { owner: -1, nodes: [0] },
      { owner: 0, nodes: [1] },
    ];
    const flow = makeFlow("churn", [loop, onGpus(1, "1h", 1)], { bodies });
    return gpuUse(flow, makeProgram([flow]));
  };
  expect(looping({ op: "literal", value: [1, 2, 3] })).toMatchObject({ hoursPerRun: 3 });
  expect(looping({ op: "range", count: { op: "literal", value: 5 } })).toMatchObject({ hoursPerRun: 5 });
  expect(looping(output(7, "shards"))).toMatchObject({
    hoursPerRun: undefined,
    unbounded: ["step fit runs once an item of a list that only a run knows"],
  });
});

test("a called flow counts for its caller, whose schedule holds", () => {
  const inner = makeFlow("inner", [onGpus(2, "1h")], { schedules: [schedule("* * * * *")] });
  const call: Node = {
    kind: "call",
    id: 0,
    unknown: [],
    name: "inner",
    calls: [],
    body: 0,
    after: [],
    flow: { name: "inner", file: "flows/inner.flow.ts" },
    result: { fields: {} },
    arguments: {},
  };
  const outer = makeFlow("outer", [call], { schedules: [schedule("0 0 1 * *")] });
  expect(gpuUse(outer, makeProgram([inner, outer]))).toMatchObject({ gpus: 2, hoursPerMonth: 2 });
});
