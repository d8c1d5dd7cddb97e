import { expect, it } from "vitest";
import { artifact, z } from "../../schema/index.ts";
import { type Loose, looseFlow, options } from "../support/mistakes.ts";
import { bodiesOf, named, orderOf } from "../support/plan-words.ts";
import { compiled, planOf } from "../support/program.ts";

const rows = { outputs: { rows: z.int(), list: z.array(z.object({ uri: z.string(), n: z.int() })), file: artifact("csv") } };

function planned(body: (build: Loose) => unknown, flowOptions: object = {}) {
  return planOf({ f: looseFlow(body, flowOptions) });
}

it("lets a step wait for the values that it uses and for `after`, and for nothing else (rule 6)", () => {
  const plan = planned(({ step }) => {
    const a = step("a", options(rows));
    const b = step("b", options(rows));
    step("c", options({ inputs: { rows: a.outputs.rows } }));
    step("d", options({ command: () => ["d", `--rows=${b.outputs.rows}`], env: { A: a.outputs.rows } }));
    step("e", options({ after: [b] }));
    step("g", options({ cache: { key: [a.outputs.rows] } }));
    step("free", options());
  });
  expect(orderOf(plan)).toEqual(["a", "b", "c < a", "d < a, b", "e < b", "g < a", "free"]);
});

it("lets a loop wait as a whole for what its body needs from outside (rule 6)", () => {
  const plan = planned(({ step, forEach }) => {
    const a = step("a", options(rows));
    const b = step("b", options(rows));
    forEach("outer", a.outputs.list, (item: Loose) => {
      const first = step("first", options({ command: () => ["first", item.uri] }));
      forEach("inner", ["x"], () => step("second", options({ inputs: { file: b.outputs.file }, command: () => [item.n], after: [first] })));
    });
  });
  expect(orderOf(plan)).toEqual(["a", "b", "outer < a, b", "  outer/first", "  outer/inner < first", "    outer/inner/second"]);
});

it("lists what crosses into each body, once, in order of first use", () => {
  const plan = planned(({ step, forEach }) => {
    const a = step("a", options(rows));
    forEach("outer", a.outputs.list, (item: Loose) =>
      forEach("inner", ["x"], (letter: Loose) =>
        step("s", options({ inputs: { file: a.outputs.file }, command: () => ["s", item.uri, item.uri, letter, item.n, a.outputs.rows] })),
      ),
    );
  });
  const outer = plan.body.nodes[1];
  const inner = outer && bodiesOf(outer)[0]?.nodes[0];
  const body = inner && bodiesOf(inner)[0];
  const step = body?.nodes[0];
  expect(named(plan.body.captures, plan)).toEqual([]);
  expect(named((outer && bodiesOf(outer)[0]?.captures) ?? [], plan)).toEqual(["a.file", "a.rows"]);
  expect(named(body?.captures ?? [], plan)).toEqual(["a.file", "item of outer.uri", "item of outer.n", "a.rows"]);
  expect(step?.kind === "step" && named(step.uses, plan)).toEqual(["item of outer.uri", "item of inner", "item of outer.n", "a.rows"]);
});

it("lists what leaves each body: what is gathered, joined and returned, and used (rule 7)", () => {
  const plan = planned(
    ({ step, forEach, when, params }) => {
      const all = forEach("outer", ["x"], () => forEach("inner", ["y"], () => step("s", options(rows))));
      const taken = when(params.on.isTrue, () => ({ n: all.outputs.rows.length, unused: all.outputs.rows })).otherwise(() => {
        const other = step("other", options(rows));
        return { n: other.outputs.rows, unused: all.outputs.rows };
      });
      step("sum", options({ inputs: { files: all.outputs.file, n: taken.n } }));
      return { rows: all.outputs.rows };
    },
    { params: { on: z.boolean() } },
  );
  expect(orderOf(plan)).toEqual(["outer", "  outer/inner", "    outer/inner/s", "branch 3 < outer", "  other", "sum < outer, branch 3"]);
  const [outer, branch] = plan.body.nodes;
  const outerBody = outer && bodiesOf(outer)[0];
  const innerBody = outerBody?.nodes[0] && bodiesOf(outerBody.nodes[0])[0];
  expect(named(plan.body.exports, plan)).toEqual(["gathered(gathered(s.rows))"]);
  expect(named(outerBody?.exports ?? [], plan)).toEqual(["gathered(s.file)", "gathered(s.rows)"]);
  expect(named(innerBody?.exports ?? [], plan)).toEqual(["s.file", "s.rows"]);
  const [taken, otherwise] = branch ? bodiesOf(branch) : [];
  expect(named(taken?.exports ?? [], plan)).toEqual(["length(gathered(gathered(s.rows)))"]);
  expect(named(taken?.captures ?? [], plan)).toEqual(["gathered(gathered(s.rows))"]);
  expect(named(otherwise?.exports ?? [], plan)).toEqual(["other.rows"]);
});

it("lets what depends on the result of a branch wait for the body that was taken (rule 8)", () => {
  const plan = planned(
    ({ step, when, params }) => {
      const whole = when(params.on.isTrue, () => step("one", options(rows))).otherwise(() => step("two", options(rows)));
      step("uses", options({ command: () => [whole.outputs.rows] }));
      step("waits", options({ after: [whole] }));
    },
    { params: { on: z.boolean() } },
  );
  expect(orderOf(plan)).toEqual(["branch 0", "  one", "  two", "uses < branch 0", "waits < branch 0"]);
});

it("counts a branch without otherwise() that was not taken as done, also from inside another body (rule 8)", () => {
  const plan = planned(
    ({ step, when, forEach, params }) => {
      const half = when(params.on.isTrue, () => step("one", options()));
      step("waits", options({ after: [half] }));
      forEach("loop", ["x"], () => step("inside", options({ after: [half] })));
    },
    { params: { on: z.boolean() } },
  );
  expect(orderOf(plan)).toEqual(["branch 0", "  one", "waits < branch 0?", "loop < branch 0?", "  loop/inside"]);
  expect(plan.body.nodes[0]).toMatchObject({ kind: "branch", path: "one", node: { complete: false } });
});

it("runs `otherwise` where no test before it holds, and matches each member", () => {
  const plan = planned(
    ({ step, when, match, params }) => {
      when(params.on.isTrue, () => step("one", options())).otherwise(() => step("two", options()));
      match(params.size, { small: () => step("s", options()), large: () => step("l", options()) });
    },
    { params: { on: z.boolean(), size: z.enum(["small", "large"]) } },
  );
  const [when, match] = plan.body.nodes;
  const holds = { op: "isTrue", of: { op: "param", name: "on" } };
  expect(when?.kind === "branch" && when.cases.map(({ test }) => test)).toEqual([holds, { op: "not", of: holds }]);
  expect(match?.kind === "branch" && match.cases.map(({ test }) => test)).toMatchObject([
    { op: "eq", right: { value: "small" } },
    { op: "eq", right: { value: "large" } },
  ]);
});

it("exports what decides whether a loop goes on (rule 15)", () => {
  const plan = planned(
    ({ step, repeatUntil, params }) => {
      const first = step("first", options(rows));
      const last = repeatUntil(
        "again",
        { max: 3, until: (pass: Loose) => pass.outputs.rows.gt(first.outputs.rows).or(params.on.isTrue) },
        () => step("pass", options(rows)),
      );
      step("end", options({ inputs: { file: last.outputs.file } }));
    },
    { params: { on: z.boolean() } },
  );
  expect(orderOf(plan)).toEqual(["first", "again < first", "  again/pass", "end < again"]);
  const loop = plan.body.nodes[1];
  const [body] = loop ? bodiesOf(loop) : [];
  expect(named(body?.exports ?? [], plan)).toEqual(["pass.rows", "pass.file"]);
  expect(named(body?.captures ?? [], plan)).toEqual(["first.rows"]);
});

it("puts a branch whose otherwise() was described late after what that needs", () => {
  const plan = planned(
    ({ step, when, params }) => {
      const branch = when(params.on.isTrue, () => step("one", options()));
      const between = step("between", options(rows));
      branch.otherwise(() => step("two", options({ inputs: { rows: between.outputs.rows } })));
    },
    { params: { on: z.boolean() } },
  );
  expect(orderOf(plan)).toEqual(["between", "branch 0 < between", "  one", "  two"]);
});

it("writes out that there is no retry, and the bound of an attempt (rules 16 and 17)", () => {
  const plan = planned(({ step }) => {
    step("once", options({ timeout: "90m" }));
    step("often", options({ retry: { limit: 3, backoff: { initial: "30s" } } }));
  });
  expect(plan.body.nodes).toMatchObject([
    { retry: { limit: 0, on: "failure" }, timeoutMs: 5_400_000 },
    { retry: { limit: 3, on: "failure", backoff: { initial: "30s", factor: 2 } } },
  ]);
});

it("keeps handlers apart from the graph (rule 18)", () => {
  const plan = planned(({ step, onExit, onFailure }) => {
    step("a", options());
    onExit("bye", options({ command: ({ status }: Loose) => ["bye", status] }));
    onFailure("alarm", options());
  });
  expect(orderOf(plan)).toEqual(["a"]);
  expect(plan.onExit).toMatchObject({ path: "bye", needs: [], command: ["bye", { op: "status" }] });
  expect(plan.onFailure).toMatchObject({ path: "alarm" });
});

it("plans called flows with their caller: arguments whole, no schedule, no handlers (rule 24)", () => {
  const inner = looseFlow(
    ({ step, onExit }) => {
      onExit("bye", options());
      return step("fit", options(rows));
    },
    { params: { day: z.string(), size: z.enum(["a", "b"]).default("a"), n: z.int().optional() } },
    "inner",
  );
  const middle = looseFlow(({ call }) => call("in", inner, { day: "x" }), {}, "middle");
  const outer = looseFlow(
    ({ call, step }) => {
      const one = call("one", middle, {});
      const two = call("two", inner, { day: "y", size: "b" }, { after: [one] });
      step("end", options({ inputs: { rows: two.outputs.outputs.rows } }));
    },
    {},
    "outer",
  );
  const plan = planOf({ inner, middle, outer }, "outer");
  expect(plan.called.map(({ flow }) => flow.name)).toEqual(["middle", "inner"]);
  expect(plan.called.map(({ onExit }) => onExit)).toEqual([undefined, undefined]);
  expect(plan.called[0]?.called.map(({ flow }) => flow.name)).toEqual(["inner"]);
  expect(plan.body.nodes).toMatchObject([
    { path: "one", flow: 0, arguments: {} },
    {
      path: "two",
      flow: 1,
      arguments: { day: { value: "y" }, size: { value: "b" }, n: { op: "literal", value: null } },
      needs: [{ node: 0 }],
    },
    { path: "end", needs: [{ node: 1 }] },
  ]);
  expect(named(plan.called[1]?.body.exports ?? [], plan)).toHaveLength(3);
});

it("leaves out flows with an error and those that call them, and no others", () => {
  const broken = looseFlow(({ step }) => step("a", options({ timeout: "3" })), {}, "broken");
  const caller = looseFlow(({ call }) => call("c", broken, {}), {}, "caller");
  const fine = looseFlow(({ step }) => step("a", options()), {}, "fine");
  const { plans, program } = compiled({ broken, caller, fine });
  expect(program.flows.map(({ name }) => name)).toEqual(["broken", "caller", "fine"]);
  expect(plans.map(({ flow }) => flow.name)).toEqual(["fine"]);
});
