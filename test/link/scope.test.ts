import { expect, it } from "vitest";
import { z } from "../../schema/index.ts";
import { type Loose, looseFlow, mistakesIn, options } from "../support/mistakes.ts";
import { compiled } from "../support/program.ts";

const rows = { outputs: { rows: z.int() } };

it("refuses a value of a loop's body outside the loop, and says what to return", () => {
  const { diagnostics } = compiled({
    f: looseFlow(({ forEach, step }) => {
      let inner: Loose;
      forEach("per-shard", ["a"], () => {
        inner = step("count", options(rows));
      });
      step("sum", options({ command: () => ["sum", inner.outputs.rows], after: [inner] }));
    }),
  });
  expect(diagnostics).toMatchObject([
    {
      code: "link/out-of-scope",
      message: 'Step "count" belongs to loop "per-shard" and is used outside it.',
      at: { path: [1, "after", 0] },
      help: 'Return it from the body of loop "per-shard", and use what forEach() gives back.',
      related: [{ message: 'Loop "per-shard" is here.' }],
    },
    {
      code: "link/out-of-scope",
      message: 'Output "rows" of step "count" belongs to loop "per-shard" and is used outside it.',
      at: { path: [1, "command", 1] },
    },
  ]);
});

it("refuses a loop's item outside the loop", () => {
  const found = mistakesIn(({ forEach, step }) => {
    let item: Loose;
    forEach("loop", ["a"], (each: Loose) => {
      item = each;
      step("in", options());
    });
    step("out", options({ command: () => ["out", `--item=${item}`] }));
  });
  expect(found).toEqual(['link/out-of-scope [1.command.1] The item of loop "loop" belongs to loop "loop" and is used outside it.']);
});

it("refuses a value of one branch in the other, and outside both", () => {
  const found = mistakesIn(
    ({ params, when, step }) => {
      let one: Loose;
      when(params.on.isTrue, () => {
        one = step("one", options(rows));
      }).otherwise(() => step("other", options({ inputs: { rows: one.outputs.rows } })));
      step("after", options({ inputs: { rows: one.outputs.rows } }));
    },
    { params: { on: z.boolean() } },
  );
  expect(found).toEqual([
    'link/out-of-scope [1.inputs.rows] Output "rows" of step "one" belongs to the branch and is used outside it.',
    'link/out-of-scope [1.inputs.rows] Output "rows" of step "one" belongs to the branch and is used outside it.',
  ]);
});

it("lets a body use what encloses it, however deep", () => {
  const found = mistakesIn(
    ({ params, when, step, forEach }) => {
      const first = step("first", options(rows));
      forEach("outer", ["a"], (outer: Loose) =>
        forEach("inner", ["b"], (inner: Loose) => {
          const before = step("before", options(rows));
          when(params.on.isTrue, () =>
            step(
              "deep",
              options({ inputs: { a: first.outputs.rows, b: before.outputs.rows }, command: () => [outer, inner], after: [before, first] }),
            ),
          );
        }),
      );
    },
    { params: { on: z.boolean() } },
  );
  expect(found).toEqual([]);
});

it("reports what a loop returns out of scope once, at the loop", () => {
  const found = mistakesIn(({ step, forEach }) => {
    const all = forEach("outer", ["a"], () => {
      let inner: Loose;
      forEach("inner", ["b"], () => {
        inner = step("count", options(rows));
      });
      return { rows: inner.outputs.rows };
    });
    step("one", options({ command: () => ["x", all.rows] }));
    step("two", options({ inputs: { rows: all.rows } }));
  });
  expect(found).toEqual(['link/out-of-scope [] Output "rows" of step "count" belongs to loop "inner" and is used outside it.']);
});

it("refuses what a when() without otherwise() would give", () => {
  const found = mistakesIn(
    ({ params, when, step }) => {
      const half = when(params.on.isTrue, () => step("one", options(rows)));
      step("two", options({ command: () => ["two", half.outputs.rows] }));
    },
    { params: { on: z.boolean() } },
  );
  expect(found.map((line) => line.split(" ")[0])).toEqual(["load/half-branch"]);
});

it("finds steps that wait for each other by way of a late otherwise()", () => {
  const { diagnostics } = compiled({
    f: looseFlow(
      ({ params, when, step }) => {
        const branch = when(params.on.isTrue, () => step("one", options()));
        const between = step("between", options({ ...rows, after: [branch] }));
        branch.otherwise(() => step("other", options({ inputs: { rows: between.outputs.rows } })));
      },
      { params: { on: z.boolean() } },
    ),
  });
  expect(diagnostics).toMatchObject([
    {
      code: "link/cycle",
      message: 'The branch waits for step "between", which waits for it.',
      related: [{ message: "The branch is here." }, { message: 'Step "between" is here.' }],
    },
  ]);
});

it("finds a step that waits for the branch that it is in", () => {
  const found = mistakesIn(
    ({ params, when, step }) => {
      const branch = when(params.on.isTrue, () => step("one", options()));
      branch.otherwise(() => step("other", options({ after: [branch] })));
    },
    { params: { on: z.boolean() } },
  );
  expect(found).toEqual(['link/cycle [1.after.0] Step "other" waits for the branch, which waits for it.']);
});

it("takes a late otherwise() that waits for nothing in between", () => {
  const found = mistakesIn(
    ({ params, when, step }) => {
      const branch = when(params.on.isTrue, () => step("one", options()));
      step("between", options());
      branch.otherwise(() => step("other", options()));
    },
    { params: { on: z.boolean() } },
  );
  expect(found).toEqual([]);
});

it("refuses a second otherwise()", () => {
  const found = mistakesIn(
    ({ params, when, step }) => {
      const branch = when(params.on.isTrue, () => step("one", options()));
      branch.otherwise(() => step("two", options()));
      branch.otherwise(() => step("three", options()));
    },
    { params: { on: z.boolean() } },
  );
  expect(found).toEqual(['link/otherwise-twice [] A branch of flow "f" has more than one otherwise().']);
});

it("keeps run.attempt to a step's own command and environment", () => {
  const found = mistakesIn(({ step, run, when }) => {
    step("a", options({ command: () => ["a", run.attempt], env: { ATTEMPT: `${run.attempt}` } }));
    step("b", options({ inputs: { attempt: run.attempt } }));
    step("c", options({ cache: { key: [run.attempt] } }));
    when(run.attempt.gt(1), () => step("d", options()));
  });
  expect(found).toEqual(
    ["1.inputs.attempt", "1.cache.key.0", "0"].map(
      (place) => `link/attempt-outside-step [${place}] run.attempt is used outside a step's own command and environment.`,
    ),
  );
});

it("keeps steps out of handlers, and the status in them", () => {
  const found = mistakesIn(({ step, onExit, onFailure }) => {
    let leaked: Loose;
    const fit = step("fit", options(rows));
    onFailure(
      "alarm",
      options({
        command: ({ status }: Loose) => {
          leaked = status;
          return ["alarm", fit.outputs.rows];
        },
      }),
    );
    onExit("bye", options({ command: ({ status }: Loose) => ["bye", status], env: { ROWS: fit.outputs.rows } }));
    step("late", options({ command: () => ["late", leaked] }));
  });
  expect(found).toEqual([
    'link/handler-uses-step [1.command.1] Handler "alarm" uses output "rows" of step "fit".',
    'link/handler-uses-step [1.env.ROWS] Handler "bye" uses output "rows" of step "fit".',
    "link/status-outside-handler [1.command.1] status is used outside the command of a handler.",
  ]);
});

it("allows one handler of a kind, in the body of the flow, that waits for nothing", () => {
  const found = mistakesIn(({ step, onExit, forEach }) => {
    const fit = step("fit", options());
    onExit("one", options({ after: [fit] }));
    forEach("loop", ["a"], () => {
      onExit("two", options());
    });
  });
  expect(found).toEqual([
    'link/handler-option [1.after] Handler "one" has "after"; a handler waits for the whole run.',
    'link/duplicate-handler [] Flow "f" has two onExit handlers.',
    'link/handler-in-body [] Handler "two" is declared inside loop "loop".',
  ]);
});

it("keeps paths and inputs to the command of their own step", () => {
  const found = mistakesIn(({ step }) => {
    let leaked: Loose;
    step(
      "a",
      options({
        inputs: { x: 1 },
        ...rows,
        command: (scope: Loose) => {
          leaked = scope;
          return ["a", scope.outputs.rows.path];
        },
      }),
    );
    step("b", options({ command: () => ["b", leaked.inputs.x, leaked.outputs.rows.path], env: { X: leaked.inputs.x } }));
    step("c", options({ inputs: { path: leaked.outputs.rows.path } }));
  });
  expect(found).toEqual(
    ["1.command.1", "1.command.2", "1.env.X", "1.inputs.path"].map(
      (place) => `link/port-outside-step [${place}] A path or input of a step's own command is used outside that command.`,
    ),
  );
});

it("gives checkpoint.path to steps with a checkpoint alone", () => {
  const found = mistakesIn(({ step }) => {
    step("with", options({ checkpoint: true, command: ({ checkpoint }: Loose) => ["with", checkpoint.path] }));
    step("without", options({ command: ({ checkpoint }: Loose) => ["without", checkpoint.path] }));
  });
  expect(found).toEqual(['link/checkpoint-path [1.command.1] Step "without" uses checkpoint.path without "checkpoint: true".']);
});
