import { expect, it } from "vitest";
import { artifact, z } from "../../schema/index.ts";
import { unknownReference } from "../../schema/values/reference.ts";
import { type Loose, looseFlow, mistakesIn, options } from "../support/mistakes.ts";
import { compiled } from "../support/program.ts";

const params = { n: z.int(), s: z.string(), size: z.enum(["small", "large"]), maybe: z.int().optional(), on: z.boolean() };

/** What is found in a condition on a step "a" with outputs of many types. */
function condition(test: (values: Loose) => unknown): readonly string[] {
  return inFlow((build, a) => build.when(test({ ...build.params, ...a.outputs }), () => build.step("then", options())));
}

function inFlow(body: (build: Loose, a: Loose) => unknown): readonly string[] {
  return mistakesIn((build) => body(build, stepA(build)), { params });
}

function stepA({ step }: Loose): Loose {
  return step(
    "a",
    options({ outputs: { auc: z.number(), list: z.array(z.string()), model: artifact("onnx"), note: z.string().optional() } }),
  );
}

it.each<[string, (values: Loose) => unknown, string]>([
  ["a number with text, by order", ({ auc }) => auc.gte("0.9"), 'Output "auc" of step "a" (a number) is compared with "0.9" (text).'],
  ["a number with text, by equality", ({ auc }) => auc.eq("0.9"), 'Output "auc" of step "a" (a number) is compared with "0.9" (text).'],
  [
    "a number with a text of the run",
    ({ auc, s }) => auc.eq(s),
    'Output "auc" of step "a" (a number) is compared with parameter "s" (text).',
  ],
  ["texts by order", ({ s }) => s.lt("x"), 'Parameter "s" (text) is compared with "x" (text).'],
  ["a list with a number", ({ list }) => list.eq(3), 'Output "list" of step "a" (a list of texts) is compared with 3 (an integer).'],
  ["true or false with a number", ({ on }) => on.eq(1), 'Parameter "on" (true or false) is compared with 1 (an integer).'],
])("refuses to compare %s", (_, test, says) => {
  expect(condition(test)).toEqual([`link/compare-types [0] ${says}`]);
});

it("points at the comparison, not at the branch", () => {
  const { diagnostics } = compiled({
    f: looseFlow(({ params: { n }, when, step }) => when(n.eq("3"), () => step("a", options())), { params }),
  });
  const [{ at } = { at: null }] = diagnostics;
  expect(at).toMatchObject({ calls: [{ file: "test/link/values.test.ts" }, { file: "test/support/mistakes.ts" }], path: [0] });
});

it.each<[string, (values: Loose) => unknown]>([
  ["an integer with a number", ({ n, auc }) => auc.gt(n)],
  ["a date with text", ({ s }) => s.eq("2026-11-24")],
  ["lists of numbers", ({ list }) => list.eq(["a"])],
  ["two enums", ({ size }) => size.ne(size)],
  ["a length with a number", ({ list }) => list.length.gt(3)],
  ["an optional with its default", ({ maybe }) => maybe.orElse(0).gte(1)],
  ["conditions joined", ({ on, auc }) => on.isTrue.and(auc.lt(1).not()).or(on.isTrue)],
])("compares %s", (_, test) => {
  expect(condition(test)).toEqual([]);
});

it("names a member that an enum does not have, and what was probably meant", () => {
  const { diagnostics } = compiled({
    f: looseFlow(({ params: { size }, when, step }) => when(size.eq("smal"), () => step("a", options())), { params }),
  });
  expect(diagnostics).toMatchObject([
    { code: "link/unknown-member", message: 'Parameter "size" is never "smal".', help: 'Did you mean "small"?' },
  ]);
});

it("reports each mistake once, however often its value is used", () => {
  const found = inFlow(({ when, step }, { outputs }) => {
    const wrong = outputs.auc.gt("1");
    when(wrong.and(outputs.auc.lt(1)), () => step("x", options()));
    when(wrong.not(), () => step("y", options()));
    step("z", options({ command: () => ["z", `${wrong}`] }));
  });
  expect(found).toHaveLength(1);
});

it.each<[string, (build: Loose, a: Loose) => unknown, string]>([
  ["compared", ({ when, step, params: { maybe } }) => when(maybe.eq(1), () => step("x", options())), '[0] Parameter "maybe"'],
  ["a word", ({ step }, a) => step("x", options({ command: () => ["x", a.outputs.note] })), '[1.command.1] Output "note" of step "a"'],
  ["in a text", ({ step }, a) => step("x", options({ env: { NOTE: `is ${a.outputs.note}` } })), '[1.env.NOTE] Output "note" of step "a"'],
  ["an input", ({ step }, a) => step("x", options({ inputs: { note: a.outputs.note } })), '[1.inputs.note] Output "note" of step "a"'],
  ["in a cache key", ({ step, params: { maybe } }) => step("x", options({ cache: { key: [maybe] } })), '[1.cache.key.0] Parameter "maybe"'],
])("refuses an optional value without a default: %s", (_, body, says) => {
  expect(inFlow(body)).toEqual([`link/optional-without-default ${says} may be missing, and is used without a default.`]);
});

it("refuses a default of another type, and one that is never needed", () => {
  expect(inFlow(({ step, params: { maybe, n } }) => step("x", options({ command: () => [maybe.orElse("none"), n.orElse(3)] })))).toEqual([
    'link/or-else-type [1.command.0] The default of parameter "maybe" is "none"; it must be an integer.',
    'link/or-else-type [1.command.1] The default of parameter "n" is superfluous; it must be left out, because the value is always there.',
  ]);
});

it.each<[string, (build: Loose, model: Loose) => unknown, string]>([
  ["a word", ({ step }, model) => step("x", options({ command: () => [model] })), "[1.command.0]"],
  ["in a text", ({ step }, model) => step("x", options({ command: () => [`--in=${model}`] })), "[1.command.0]"],
  ["a list", ({ forEach }, model) => forEach("loop", model, () => {}), "[1]"],
])("refuses an artifact as %s", (_, body, place) => {
  expect(inFlow((build, { outputs }) => body(build, outputs.model))).toEqual([
    `link/artifact-as-value ${place} Output "model" of step "a" is an artifact, and is used as a value.`,
  ]);
});

it("refuses to loop over what is no list, and says nothing of its items", () => {
  const found = inFlow(({ forEach, step }, { outputs }) =>
    forEach("loop", outputs.auc, (item: Loose) => step("x", options({ command: () => ["x", item.field, item] }))),
  );
  expect(found).toEqual([
    'link/loop-needs-list [1] Loop "loop" is over output "auc" of step "a", which is a number; only a list can be looped over.',
  ]);
});

it("loops over literal lists of one type, over ranges, and over nothing", () => {
  const body = ({ forEach, range, step, params: { n } }: Loose) => {
    const over = (name: string, items: unknown) =>
      forEach(name, items, (item: Loose) => step(`in-${name}`, options({ command: () => ["x", item] })));
    over("texts", ["a", "b"]);
    over("numbers", [1, 0.5]);
    over("range", range(n));
    over("nothing", []);
    forEach(
      "objects",
      [
        { a: 1, b: "x" },
        { a: 2, b: "y" },
      ],
      (item: Loose) => step("object", options({ command: () => [item.a, item.b] })),
    );
  };
  expect(inFlow(body)).toEqual([]);
});

it.each<[string, readonly unknown[]]>([
  ["types", [1, "a"]],
  ["fields", [{ a: 1 }, { b: 1 }]],
  ["null", ["a", null]],
])("refuses literal items of unlike %s", (_, items) => {
  expect(inFlow(({ forEach, step }) => forEach("loop", items, () => step("x", options())))).toEqual([
    "link/unlike-items [1] A list holds values of unlike types, or null, so its members have no type in common.",
  ]);
});

it("refuses data that holds a value of the run", () => {
  expect(inFlow(({ forEach, step, params: { s } }) => forEach("loop", [s, s], () => step("x", options())))).toEqual([
    "link/reference-in-literal [1] A list is data that holds a value known only while the flow runs.",
  ]);
});

it("refuses bodies of a branch that give unlike types for one name, where the result is used", () => {
  const found = inFlow(({ when, step, params: { on } }, { outputs }) => {
    const taken = when(on.isTrue, () => ({ x: outputs.auc })).otherwise(() => ({ x: outputs.model }));
    step("x", options({ command: () => ["x", taken.x] }));
  });
  expect(found).toEqual(['link/join-types [1.command.1] The bodies of a branch give a number and an artifact ("onnx") for the same name.']);
});

it("knows the type of gathered and joined values, whatever the child said of them", () => {
  const found = inFlow(({ forEach, when, step, params: { on } }, { outputs }) => {
    const all = forEach("loop", outputs.list, () => step("count", options({ outputs: { rows: z.int() } })));
    when(all.outputs.rows.gt(3), () => step("x", options()));
    const one = when(on.isTrue, () => ({ v: outputs.auc })).otherwise(() => ({ v: all.outputs.rows.length }));
    when(one.v.eq("x"), () => step("y", options()));
  });
  expect(found).toEqual([
    'link/compare-types [0] Output "rows" of step "count", gathered by loop "loop" (a list of integers) is compared with 3 (an integer).',
    'link/compare-types [0] What the branch gives (a number) is compared with "x" (text).',
  ]);
});

it.each<[string, string | number, Loose, string]>([
  ["type", "x", z.int(), '"x"; it must be an integer'],
  ["lower bound", 0, z.int().min(1), "0; it must be a number of at least 1"],
  ["upper bound", 11, z.number().max(10), "11; it must be a number of at most 10"],
  ["fraction", 1.5, z.int(), "1.5; it must be an integer"],
  ["step", 7, z.int().multipleOf(5), "7; it must be a multiple of 5"],
  ["member", "tiny", z.enum(["small", "large"]), '"tiny"; it must be one of "small", "large"'],
  ["day", "2026-02-30", z.iso.date(), '"2026-02-30"; it must be a date such as "2026-11-24"'],
  ["length", "abc", z.string().max(2), '"abc"; it must be text of at most 2 characters'],
  ["pattern", "abc", z.string().regex(/^\d+$/), '"abc"; it must be text that matches /^\\d+$/'],
])("refuses a default that is not of its parameter's %s", (_, value, type, says) => {
  expect(mistakesIn(({ step }) => step("a", options()), { params: { p: type.default(value) } })).toEqual([
    `link/default-type [1.params.p] The default of parameter "p" is ${says}.`,
  ]);
});

it.each<[Loose]>([
  [z.number().multipleOf(0.1).default(0.3)],
  [z.array(z.int()).default([1, 2])],
  [z.object({ a: z.string(), b: z.int().optional() }).default({ a: "x" })],
  [z.iso.datetime().default("2026-11-24T03:00:00Z")],
  [
    z
      .string()
      .regex(/^[a-z]+$/)
      .default("abc"),
  ],
])("takes a default that is of its parameter's type", (type) => {
  expect(mistakesIn(({ step }) => step("a", options()), { params: { p: type } })).toEqual([]);
});

it("says where in a default the mistake is", () => {
  const type = z.object({ list: z.array(z.int()) }).default({ list: [1, "x"] } as Loose);
  expect(mistakesIn(({ step }) => step("a", options()), { params: { p: type } })).toEqual([
    'link/default-type [1.params.p] The default of parameter "p" is "x" at .list[1]; it must be an integer.',
  ]);
});

it("gives up on a pattern that takes for ever, and says so", () => {
  const type = z
    .string()
    .regex(/^(a+)+$/)
    .default(`${"a".repeat(60)}!`);
  expect(mistakesIn(({ step }) => step("a", options()), { params: { p: type } })[0]).toContain("can be compared with in reasonable time");
});

it("marks a flow whose values were reported outside of it, and says nothing more of them", () => {
  const unknown = unknownReference("settings") as Loose;
  const flows: Record<string, Loose> = {
    word: looseFlow(({ step }) => step("a", options({ command: () => ["a", unknown.epochs] })), {}, "word"),
    option: looseFlow(({ step }) => step("a", options({ resources: { memory: unknown.memory } })), {}, "option"),
    literal: looseFlow(({ forEach, step }) => forEach("loop", [unknown.day], () => step("a", options())), {}, "literal"),
    condition: looseFlow(({ when, step, params: { n } }) => when(n.gt(unknown.limit), () => step("a", options())), { params }, "condition"),
    default: looseFlow(({ step }) => step("a", options()), { params: { n: z.int().default(unknown.n) } }, "default"),
    schedule: looseFlow(
      ({ step }) => step("a", options()),
      {
        params: { day: z.string() },
        schedule: { cron: "0 3 * * *", timezone: "UTC", params: () => ({ day: `${unknown.day}` }) },
      },
      "schedule",
    ),
    cron: looseFlow(({ step }) => step("a", options()), { schedule: { cron: unknown.cron, timezone: "UTC" } }, "cron"),
    returned: looseFlow(
      ({ step }) => {
        step("a", options());
        return { x: unknown.x };
      },
      {},
      "returned",
    ),
    fine: looseFlow(({ step }) => step("a", options()), {}, "fine"),
  };
  const { diagnostics, plans, broken } = compiled(flows);
  expect(diagnostics).toEqual([]);
  expect(plans.map(({ flow }) => flow.name)).toEqual(["fine"]);
  expect(broken.size).toBe(8);
});

it("takes data for data, whatever its members are called", () => {
  const found = mistakesIn(({ forEach, step }) =>
    forEach(
      "loop",
      [
        { op: "sum", node: 1 },
        { op: "mean", node: 2 },
      ],
      (item: Loose) => step("a", options({ command: () => [item.op, item.node] })),
    ),
  );
  expect(found).toEqual([]);
});

it("says once that a match is not by one of a fixed set of words, and plans no such flow", () => {
  const matching = (on: (values: Loose) => Loose, bodies: (step: () => void) => object): Loose =>
    looseFlow(
      ({ match, params: values, step }) => {
        let count = 0;
        match(
          on(values),
          bodies(() => step(`s${count++}`, options())),
        );
      },
      { params },
    );
  const cases: readonly [Loose, string][] = [
    [
      matching(
        ({ maybe }) => maybe,
        (step) => ({ a: step }),
      ),
      "load/match-needs-enum",
    ],
    [
      matching(
        ({ s }) => s,
        (step) => ({ a: step }),
      ),
      "load/match-needs-enum",
    ],
    [
      matching(
        ({ size }) => size,
        (step) => ({ small: step }),
      ),
      "load/match-misses-member",
    ],
    [
      matching(
        ({ size }) => size,
        (step) => ({ small: step, large: step, huge: step }),
      ),
      "load/match-unknown-member",
    ],
  ];
  for (const [f, code] of cases) {
    const { diagnostics, plans } = compiled({ f });
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(plans).toEqual([]);
  }
  expect(
    compiled({
      f: matching(
        ({ size }) => size,
        (step) => ({ small: step, large: step }),
      ),
    }).plans,
  ).toHaveLength(1);
});
