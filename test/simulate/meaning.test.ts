/** The rules of docs/meaning.md that a simulated run can show, one by one. */
import { artifact, flow, json, z } from "millwright";
import { fail, ok, type SimulatedRun, simulate } from "millwright/testing";
import { expect, it } from "vitest";
import { type Loose, looseFlow, options } from "../support/mistakes.ts";

const value = { outputs: { out: z.int() } };

/** "count succeeded", one line a step instance. */
function lines({ steps }: SimulatedRun): readonly string[] {
  return steps.map(({ path, status }) => `${path} ${status}`);
}

function commandOf({ steps }: SimulatedRun, path: string): readonly string[] | undefined {
  return steps.find((step) => step.path === path)?.command;
}

it("writes values into text: strings verbatim, numbers in plain decimal, lists and objects as compact JSON (rule 1)", () => {
  const texts = looseFlow(
    ({ step, params }) => {
      step(
        "say",
        options({
          command: () => [
            params.text,
            params.tiny,
            params.huge,
            params.flag,
            params.list,
            params.object,
            `<${params.tiny}>`,
            params.none.orElse("none"),
          ],
        }),
      );
    },
    {
      params: {
        text: z.string(),
        tiny: z.number(),
        huge: z.number(),
        flag: z.boolean(),
        list: z.array(z.number()),
        object: z.object({ a: z.string(), n: z.int() }),
        none: z.string().optional(),
      },
    },
  );
  const params = { text: 'it\'s {{a}} "$HOME"\n å', tiny: 1e-7, huge: 1e21, flag: true, list: [1, 2.5], object: { a: "é", n: 1 } };
  expect(commandOf(simulate(texts, { params }), "say")).toEqual([
    'it\'s {{a}} "$HOME"\n å',
    "0.0000001",
    "1000000000000000000000",
    "true",
    "[1,2.5]",
    '{"a":"é","n":1}',
    "<0.0000001>",
    "none",
  ]);
});

it("puts values into JSON as what they are", () => {
  const asJson = looseFlow(
    ({ step, params, range }) => {
      step("say", options({ command: () => [json({ n: params.n, list: [params.text, range(params.n)], fixed: null })] }));
    },
    { params: { n: z.int(), text: z.string() } },
  );
  expect(commandOf(simulate(asJson, { params: { n: 2, text: 'a"b' } }), "say")).toEqual(['{"n":2,"list":["a\\"b",[0,1]],"fixed":null}']);
});

it("refuses parameters that are not of their type (rule 2)", () => {
  const typed = looseFlow(({ step, params }) => void step("s", options({ command: () => [params.n, params.size] })), {
    params: { n: z.int().min(1), size: z.enum(["small", "large"]).default("small") },
  });
  expect(() => simulate(typed, { params: { n: 0 } })).toThrow('Parameter "n" of flow "f" is less than 1.');
  expect(() => simulate(typed, { params: { n: 1, size: "huge" } })).toThrow('Parameter "size" of flow "f" is none of small, large.');
  expect(() => simulate(typed)).toThrow('Parameter "n" of flow "f" is missing and has no default.');
  expect(() => simulate(typed, { params: { n: 1, m: 2 } })).toThrow('Parameter "m" of flow "f" is none of flow "f".');
});

it("fails an attempt whose output is missing or not of its type, unless it is optional (rules 3 and 4)", () => {
  const wrong = looseFlow(({ step }) => {
    step("typed", options({ outputs: { size: z.enum(["small", "large"]) } }));
    step("missing", options({ outputs: { auc: z.number() } }));
    step("optional", options({ outputs: { note: z.string().optional() } }));
  });
  const run = simulate(wrong, { steps: { typed: { size: "huge" }, missing: ok() } });
  expect(lines(run)).toEqual(["typed failed", "missing failed", "optional succeeded"]);
  expect(run.steps[0]?.attempts[0]?.message).toBe('Output "size" of step "typed" is none of small, large.');
  expect(run.steps[1]?.attempts[0]?.message).toBe('Output "auc" of step "missing" was not written.');
});

it("runs a step when everything that it depends on has succeeded (rule 6)", () => {
  const diamond = looseFlow(({ step }) => {
    const a = step("a", options(value));
    const b = step("b", options({ ...value, inputs: { out: a.outputs.out } }));
    const c = step("c", options({ ...value, after: [a] }));
    step("d", options({ command: () => ["d", b.outputs.out, c.outputs.out] }));
  });
  const run = simulate(diamond, {
    steps: { a: { out: 1 }, b: ({ inputs }) => ({ out: Number(inputs["out"]) + 1 }), c: ok({ out: 9 }, { takes: "1h" }) },
  });
  expect(run.order).toEqual(["a", "b", "c", "d"]);
  expect(commandOf(run, "d")).toEqual(["d", "2", "9"]);
  expect(run.duration).toBe(3_600_000);
});

it("skips a branch that is not taken, with all in it; the result of a branch is that of the body that ran (rule 8)", () => {
  const branches = looseFlow(
    ({ step, when, params, forEach }) => {
      const chosen = when(params.n.gt(1), () => step("big", options(value))).otherwise(() => {
        forEach("each", [1, 2], () => step("inner", options()));
        return when(params.n.eq(0), () => step("zero", options(value))).otherwise(() => step("small", options(value)));
      });
      step("use", options({ command: () => ["use", chosen.outputs.out] }));
      const only = when(params.n.gt(1), () => step("alone", options()));
      step("after", options({ after: [only] }));
    },
    { params: { n: z.int() } },
  );
  const steps = { big: { out: 10 }, zero: { out: 0 }, small: { out: 1 } };
  const big = simulate(branches, { params: { n: 2 }, steps });
  expect(lines(big)).toEqual([
    "big succeeded",
    "each/inner skipped",
    "zero skipped",
    "small skipped",
    "use succeeded",
    "alone succeeded",
    "after succeeded",
  ]);
  expect(commandOf(big, "use")).toEqual(["use", "10"]);
  const zero = simulate(branches, { params: { n: 0 }, steps });
  expect(lines(zero)).toEqual([
    "big skipped",
    "each[0]/inner succeeded",
    "each[1]/inner succeeded",
    "zero succeeded",
    "small skipped",
    "use succeeded",
    "alone skipped",
    "after succeeded",
  ]);
  expect(commandOf(zero, "use")).toEqual(["use", "0"]);
});

it("takes the body of the member that a value is (rule 8)", () => {
  const matched = looseFlow(
    ({ step, match, params }) => {
      const fit = match(params.size, { small: () => step("fit-small", options(value)), large: () => step("fit-large", options(value)) });
      return { out: fit.outputs.out };
    },
    { params: { size: z.enum(["small", "large"]) } },
  );
  const run = simulate(matched, { params: { size: "large" }, steps: { "fit-large": { out: 7 } } });
  expect(lines(run)).toEqual(["fit-small skipped", "fit-large succeeded"]);
  expect(run.outputs).toEqual({ out: 7 });
});

it("goes on with what does not depend on a failed step; its dependants are not run, and the flow fails (rule 9)", () => {
  const failing = looseFlow(({ step }) => {
    const a = step("a", options(value));
    const b = step("b", options({ after: [a] }));
    step("c", options({ after: [b] }));
    const d = step("d", options());
    step("e", options({ after: [d] }));
  });
  const run = simulate(failing, { steps: { a: fail(3) } });
  expect(run.status).toBe("failed");
  expect(lines(run)).toEqual(["a failed", "b not-run", "c not-run", "d succeeded", "e succeeded"]);
  expect(run.steps[0]?.attempts).toMatchObject([{ reason: "Error", exitCode: 3 }]);
  expect(run.outputs).toBeUndefined();
});

it("begins nothing more after the first failure where the flow says `failFast`; what runs is finished (rule 9)", () => {
  const failFast = looseFlow(
    ({ step }) => {
      step("a", options());
      const slow = step("slow", options());
      step("after", options({ after: [slow] }));
    },
    { failFast: true },
  );
  const run = simulate(failFast, { steps: { a: fail("Error", { takes: "1s" }), slow: ok({}, { takes: "5s" }) } });
  expect(lines(run)).toEqual(["a failed", "slow succeeded", "after not-run"]);
  expect(run.duration).toBe(5000);
});

it("succeeds where all steps were skipped (rule 10)", () => {
  const skipped = looseFlow(({ step, when, params }) => void when(params.n.gt(1), () => step("s", options())), { params: { n: z.int() } });
  expect(simulate(skipped, { params: { n: 0 } })).toMatchObject({ status: "succeeded", steps: [{ path: "s", status: "skipped" }] });
});

const looped = looseFlow(
  ({ step, forEach, params }) => {
    const all = forEach("each", params.items, { parallelism: 2 }, (item: Loose) =>
      step("count", options({ ...value, outputs: { out: z.int(), file: artifact("csv") }, command: () => ["count", item.uri, item] })),
    );
    step(
      "use",
      options({
        inputs: { outs: all.outputs.out, files: all.outputs.file },
        command: ({ inputs }: Loose) => ["use", inputs.outs, inputs.files.paths],
      }),
    );
  },
  { params: { items: z.array(z.object({ uri: z.string() })) } },
);
const items = (count: number) => Array.from({ length: count }, (_, index) => ({ uri: `u${index}` }));

it("gathers results in item order, whatever ends first; no items gather an empty list (rules 11 to 14)", () => {
  const steps = { count: ({ path }: { readonly path: string }) => ok({ out: path.length }, { takes: path.includes("[0]") ? "9s" : "1s" }) };
  const three = simulate(looped, { params: { items: items(3) }, steps });
  expect(three.steps.at(-1)?.inputs).toEqual({
    outs: [13, 13, 13],
    files: ["each[0]/count/file", "each[1]/count/file", "each[2]/count/file"],
  });
  expect(commandOf(three, "each[1]/count")).toEqual(["count", "u1", '{"uri":"u1"}']);
  expect(commandOf(three, "use")).toEqual(["use", "[13,13,13]", "inputs/files"]);
  const none = simulate(looped, { params: { items: [] }, steps });
  expect(lines(none)).toEqual(["use succeeded"]);
  expect(none.steps[0]?.inputs).toEqual({ outs: [], files: [] });
});

it("runs at most `parallelism` bodies at a time (rule 11)", () => {
  const run = simulate(looped, { params: { items: items(5) }, steps: { count: ok({ out: 1 }, { takes: "10s" }) } });
  expect(run.duration).toBe(30_000);
  const thousand = simulate(looped, { params: { items: items(1000) }, steps: { count: { out: 1 } } });
  expect(thousand.status).toBe("succeeded");
  expect(thousand.steps).toHaveLength(1001);
});

it("fails a loop with an item; running items finish, dependants are not run (rule 12)", () => {
  const run = simulate(looped, {
    params: { items: items(4) },
    steps: { count: ok({ out: 1 }, { takes: "5s" }), "each[1]/count": fail("Error", { takes: "1s" }) },
  });
  expect(lines(run)).toEqual([
    "each[0]/count succeeded",
    "each[1]/count failed",
    "each[2]/count not-run",
    "each[3]/count not-run",
    "use not-run",
  ]);
});

it("gathers nested lists from nested loops (rule 14)", () => {
  const nested = looseFlow(({ step, forEach }) => {
    const all = forEach("outer", [2, 0, 1], (n: Loose) => {
      const plan = step("plan", options({ outputs: { list: z.array(z.int()) }, command: () => [n] }));
      return forEach("inner", plan.outputs.list, (m: Loose) => step("s", options({ ...value, command: () => [n, m] })));
    });
    step("use", options({ command: () => [all.outputs.out] }));
  });
  const run = simulate(nested, {
    steps: {
      plan: ({ command }) => ({ list: Array.from({ length: Number(command[0]) }, (_, index) => index) }),
      s: ({ command }) => ({ out: Number(command.join("")) }),
    },
  });
  expect(commandOf(run, "use")).toEqual(["[[20,21],[],[10]]"]);
  expect(lines(run)).toContain("outer[2]/inner[0]/s succeeded");
});

it("repeats a body until its condition holds; the result is that of the last round (rule 15)", () => {
  const repeated = looseFlow(({ step, repeatUntil }) => {
    const last = repeatUntil("tune", { max: 3, until: (round: Loose) => round.outputs.out.gte(2) }, () => step("round", options(value)));
    step("use", options({ command: () => [last.outputs.out] }));
  });
  const twice = simulate(repeated, { steps: { round: ({ path }) => ({ out: path.startsWith("tune#2") ? 5 : 1 }) } });
  expect(lines(twice)).toEqual(["tune#1/round succeeded", "tune#2/round succeeded", "use succeeded"]);
  expect(commandOf(twice, "use")).toEqual(["5"]);
  const never = simulate(repeated, { steps: { round: { out: 0 } } });
  expect(lines(never)).toEqual(["tune#1/round succeeded", "tune#2/round succeeded", "tune#3/round succeeded", "use not-run"]);
  expect(never).toMatchObject({ status: "failed", failures: [{ path: "tune", message: "Its condition did not hold within 3 rounds." }] });
});

it("repeats what `retry` names, as often as it says, with its waits (rule 16)", () => {
  const retried = (retry: object) =>
    looseFlow(({ step }) => void step("s", options({ ...value, retry, command: ({ outputs }: Loose) => ["s", outputs.out.path] })));
  const backoff = { initial: "10s", factor: 3, max: "25s" };
  const third = simulate(retried({ limit: 3, backoff }), { steps: { s: [fail("OOMKilled"), fail(1), fail(1), ok({ out: 1 })] } });
  expect(third).toMatchObject({ status: "succeeded", duration: 60_000, order: ["s", "s", "s", "s"] });
  expect(third.steps[0]?.attempts.map(({ reason }) => reason)).toEqual(["OOMKilled", "Error", "Error", "Completed"]);
  expect(simulate(retried({ limit: 1 }), { steps: { s: [fail(), fail(), ok({ out: 1 })] } }).order).toHaveLength(2);
  expect(simulate(retried({ limit: 2 }), { steps: { s: [fail("Evicted"), ok({ out: 1 })] } }).order).toHaveLength(1);
  expect(simulate(retried({ limit: 2, on: "infrastructure" }), { steps: { s: [fail("Evicted"), ok({ out: 1 })] } }).order).toHaveLength(2);
  expect(simulate(retried({ limit: 2, on: "infrastructure" }), { steps: { s: [fail("OOMKilled"), ok({ out: 1 })] } }).order).toHaveLength(
    1,
  );
  expect(simulate(retried({ limit: 2, on: "any" }), { steps: { s: [fail("Evicted"), fail(1), ok({ out: 1 })] } }).order).toHaveLength(3);
  expect(
    simulate(
      looseFlow(({ step }) => void step("s", options())),
      { steps: { s: [fail(), ok()] } },
    ).order,
  ).toHaveLength(1);
});

it("bounds each attempt, and the whole run, whose exit handler still runs (rules 17 and 18)", () => {
  const slow = looseFlow(({ step }) => void step("s", options({ timeout: "10s", retry: { limit: 1 } })));
  const run = simulate(slow, { steps: { s: [ok({}, { takes: "1h" }), ok({}, { takes: "9s" })] } });
  expect(run).toMatchObject({ status: "succeeded", duration: 19_000 });
  expect(run.steps[0]?.attempts[0]).toMatchObject({ reason: "DeadlineExceeded", message: "It ran longer than 10s." });
  const bounded = looseFlow(
    ({ step, onExit, onFailure }) => {
      const first = step("first", options({ retry: { limit: 9 } }));
      step("second", options({ after: [first] }));
      onExit("report", options({ command: ({ status }: Loose) => ["report", status] }));
      onFailure("alarm", options({ command: ({ status }: Loose) => ["alarm", status] }));
    },
    { timeout: "1m" },
  );
  const over = simulate(bounded, { steps: { first: ok({}, { takes: "1h" }) } });
  expect(lines(over)).toEqual(["first failed", "second not-run", "alarm succeeded", "report succeeded"]);
  expect(over).toMatchObject({ status: "failed", duration: 60_000, order: ["first", "alarm", "report"] });
  expect(commandOf(over, "report")).toEqual(["report", "failed"]);
  const fine = simulate(bounded);
  expect(lines(fine)).toEqual(["first succeeded", "second succeeded", "alarm skipped", "report succeeded"]);
  expect(commandOf(fine, "report")).toEqual(["report", "succeeded"]);
  expect(simulate(bounded, { steps: { report: fail() } }).status).toBe("failed");
});

it("computes parameters from the time at which a run is due, by the wall clock of the schedule (rule 20)", () => {
  const scheduled = looseFlow(
    ({ step, params, run }) =>
      void step("s", options({ command: () => [params.day, run.scheduledAt, run.scheduledAt.date, run.id, run.attempt] })),
    {
      params: { day: z.iso.date() },
      schedule: { cron: "0 1 * * *", timezone: "Europe/Stockholm", params: ({ scheduledAt }: Loose) => ({ day: scheduledAt.date }) },
    },
  );
  const run = simulate(scheduled, { scheduledAt: "2026-11-23T23:30:00Z" });
  expect(commandOf(run, "s")).toEqual(["2026-11-24", "2026-11-23T23:30:00Z", "2026-11-24", "f-simulated", "1"]);
  expect(commandOf(simulate(scheduled, { params: { day: "2026-01-05" } }), "s")).toEqual([
    "2026-01-05",
    "2026-01-01T00:00:00Z",
    "2026-01-01",
    "f-simulated",
    "1",
  ]);
});

it("waits for an approval; no is a failure, and so is no answer in time (rule 23)", () => {
  const approved = (expires: object) =>
    looseFlow(({ step, approval }) => {
      const release = approval("release", { message: "Release?", ...expires });
      step("publish", options({ after: [release] }));
    });
  const day = approved({ expires: "1d" });
  expect(lines(simulate(day, { approvals: { release: "yes" } }))).toEqual(["release succeeded", "publish succeeded"]);
  expect(lines(simulate(day, { approvals: { release: "no" } }))).toEqual(["release failed", "publish not-run"]);
  expect(simulate(day)).toMatchObject({ status: "failed", duration: 86_400_000 });
  expect(simulate(approved({}))).toMatchObject({ status: "waiting", steps: [{ status: "waiting" }, { status: "pending" }] });
});

it("runs a called flow with its parameters and defaults; its handlers do not apply, its failure fails the call (rule 24)", () => {
  const inner = flow("inner", { owner: "ml", timeout: "1s", params: { n: z.int(), m: z.int().default(4) } }, ({ step, params, onExit }) => {
    const s = step("s", { image: "i", outputs: { out: z.int() }, command: () => ["s", params.n, params.m] });
    onExit("never", { image: "i", command: () => ["never"] });
    return { out: s.outputs.out };
  });
  const outer = looseFlow(({ call, step }) => {
    const called = call("child", inner, { n: 3 });
    step("use", options({ command: () => [called.outputs.out] }));
  });
  const run = simulate(outer, { steps: { s: ({ command }) => ok({ out: Number(command[1]) * Number(command[2]) }, { takes: "1h" }) } });
  expect(lines(run)).toEqual(["child/s succeeded", "use succeeded"]);
  expect(commandOf(run, "use")).toEqual(["12"]);
  expect(lines(simulate(outer, { steps: { s: fail() } }))).toEqual(["child/s failed", "use not-run"]);
});

it("fails a call whose arguments break the constraints of the parameters (rules 2 and 24)", () => {
  const inner = flow(
    "inner",
    { owner: "ml", params: { n: z.int().max(3) } },
    ({ step, params }) => void step("s", { image: "i", command: () => [params.n] }),
  );
  const outer = looseFlow(({ call, step }) => void call("child", inner, { n: step("make", options(value)).outputs.out }));
  expect(simulate(outer, { steps: { make: { out: 4 } } })).toMatchObject({
    status: "failed",
    failures: [{ path: "child", message: 'Parameter "n" of flow "inner" is more than 3.' }],
  });
});

it("lets steps that share a mutex run one after the other (rule 26)", () => {
  const locked = looseFlow(({ step }) => {
    step("a", options({ mutexes: ["m"] }));
    step("b", options({ mutexes: ["m"] }));
  });
  const long = ok({}, { takes: "10s" });
  expect(simulate(locked, { steps: { a: long, b: long } }).duration).toBe(20_000);
});

it("says what is wrong with the test itself", () => {
  const one = looseFlow(({ step }) => void step("plan", options(value)));
  expect(() => simulate(one)).toThrow('Step "plan" has outputs, and no fake gives them: add steps: { "plan": { out: … } }.');
  expect(() => simulate(one, { steps: { pan: { out: 1 } } })).toThrow('"pan" is not a step of flow "f". Did you mean "plan"?');
  expect(() => simulate({} as never)).toThrow("simulate() takes a flow");
  const broken = looseFlow(({ step }) => void step("s", options({ timeout: "soon" })));
  expect(() => simulate(broken)).toThrow(/Flow "f" has mistakes.*\n.*validate\//);
});

it("says which path a fake, an answer or an assertion should have named", () => {
  const outer = looseFlow(({ step, forEach, repeatUntil, approval, when, onExit }) => {
    const all = forEach("per-shard", ["a", "b"], () => step("count", options(value)));
    const tuned = repeatUntil("tune", { max: 2, until: (round: Loose) => round.outputs.out.gte(1) }, () => step("fit", options(value)));
    when(tuned.outputs.out.gte(9), () => step("publish", options({ after: [all] })));
    approval("release", { message: "?" });
    onExit("report", options({ command: () => ["r"] }));
  });
  const steps = { count: { out: 1 }, fit: { out: 2 } };
  const approvals = { release: "yes" } as const;
  const wrong = (more: Readonly<Record<string, Loose>>) => () => simulate(outer, { steps: { ...steps, ...more }, approvals });
  expect(wrong({ "per-sharp[0]/count": {} })).toThrow(
    '"per-sharp[0]/count" is not the path of a step of flow "f". Did you mean "per-shard[0]/count"?',
  );
  expect(wrong({ "per-shard/count": {} })).toThrow('Did you mean "per-shard[0]/count"?');
  expect(wrong({ "tune[1]/fit": {} })).toThrow('Did you mean "tune#1/fit"?');
  expect(wrong({ release: {} })).toThrow('"release" is not a step of flow "f".');
  expect(() => simulate(outer, { steps, approvals: { relaese: "yes" } })).toThrow(
    '"relaese" is not an approval of flow "f". Did you mean "release"?',
  );
  expect(wrong({ count: { uot: 1 } })).toThrow(
    'The fake of step "per-shard[0]/count" gives output "uot", which the step does not have. Did you mean "out"?',
  );
  const run = simulate(outer, {
    steps: { ...steps, "per-shard[7]/count": { out: 1 }, "tune#1/fit": { out: 3 }, publish: {}, report: {} },
    approvals,
  });
  expect(run.step("per-shard[1]/count").outputs).toEqual({ out: 1 });
  expect(run.step("publish").status).toBe("skipped");
  expect(() => run.step("publsh")).toThrow('The run has no step "publsh". Did you mean "publish"?');
  expect(run.unusedFakes).toEqual(["fit", "per-shard[7]/count", "publish"]);
});

it("knows the paths of steps in flows that are called", () => {
  const inner = looseFlow(({ step, forEach }) => void forEach("each", [1], () => step("s", options(value))), {}, "inner");
  const outer = looseFlow(({ call }) => void call("again", inner, {}), {}, "outer");
  const run = simulate(outer, { steps: { "again/each[0]/s": { out: 4 } } });
  expect(run.step("again/each[0]/s").outputs).toEqual({ out: 4 });
  expect(() => simulate(outer, { steps: { "each[0]/s": { out: 4 } } })).toThrow(/is not the path of a step of flow "outer"/);
});
