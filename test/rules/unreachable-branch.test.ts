import { expect, it } from "vitest";
import { unreachableBranch } from "../../compiler/rules/branches/unreachable-branch.ts";
import { type Builder, type Condition, flow, z } from "../../schema/index.ts";
import { find, pinned } from "../support/find.ts";

function deciding(condition: (params: Params) => Condition, otherwise = false) {
  return {
    churn: flow("churn", { owner: "growth-ml", params: { auc, rows, size, dry } }, ({ params, step, when }) => {
      const taken = when(condition(params), () => step("publish", { image: pinned, command: () => ["publish"] }));
      if (otherwise) taken.otherwise(() => step("keep", { image: pinned, command: () => ["keep"] }));
    }),
  };
}

const auc = z.number().min(0).max(1);
const rows = z.int().min(0);
const size = z.enum(["small", "large"]);
const dry = z.boolean();
type Params = Builder<{ auc: number; rows: number; size: "small" | "large"; dry: boolean }>["params"];

it("accepts a condition that some values make hold and others do not", () => {
  expect(
    find(
      unreachableBranch,
      deciding((params) => params.auc.gte(0.9).and(params.auc.lt(0.95)).or(params.dry.isTrue), true),
    ),
  ).toEqual([]);
});

it("accepts the one number that is left", () => {
  expect(
    find(
      unreachableBranch,
      deciding((params) => params.rows.gt(3).and(params.rows.lt(5))),
    ),
  ).toEqual([]);
});

it("accepts the ends of a range", () => {
  expect(
    find(
      unreachableBranch,
      deciding((params) => params.auc.gte(1).or(params.auc.lte(0)), true),
    ),
  ).toEqual([]);
});

it("reports bounds that exclude each other", () => {
  expect(
    find(
      unreachableBranch,
      deciding((params) => params.auc.gte(0.9).and(params.auc.lt(0.5))),
    ),
  ).toEqual([
    {
      is: "warning check/unreachable-branch",
      at: "branch 0",
      says: 'The body of a `when` of flow "churn" never runs: no value makes its condition hold.',
      help: "Correct the condition, or remove the body.",
    },
  ]);
});

it("reports whole numbers of which none lies between", () => {
  expect(
    find(
      unreachableBranch,
      deciding((params) => params.rows.gt(3).and(params.rows.lt(4))),
    ),
  ).toEqual([
    {
      is: "warning check/unreachable-branch",
      at: "branch 0",
      says: 'The body of a `when` of flow "churn" never runs: no value makes its condition hold.',
      help: "Correct the condition, or remove the body.",
    },
  ]);
});

it("reports what the type rules out", () => {
  expect(
    find(
      unreachableBranch,
      deciding((params) => params.auc.gt(1)),
    ),
  ).toEqual([
    {
      is: "warning check/unreachable-branch",
      at: "branch 0",
      says: 'The body of a `when` of flow "churn" never runs: no value makes its condition hold.',
      help: "Correct the condition, or remove the body.",
    },
  ]);
});

it("reports a value that is two members of an enum at once", () => {
  expect(
    find(
      unreachableBranch,
      deciding((params) => params.size.eq("small").and(params.size.eq("large"))),
    ),
  ).toEqual([
    {
      is: "warning check/unreachable-branch",
      at: "branch 0",
      says: 'The body of a `when` of flow "churn" never runs: no value makes its condition hold.',
      help: "Correct the condition, or remove the body.",
    },
  ]);
});

it("reports all members ruled out", () => {
  expect(
    find(
      unreachableBranch,
      deciding((params) => params.size.ne("small").and(params.size.ne("large"))),
    ),
  ).toEqual([
    {
      is: "warning check/unreachable-branch",
      at: "branch 0",
      says: 'The body of a `when` of flow "churn" never runs: no value makes its condition hold.',
      help: "Correct the condition, or remove the body.",
    },
  ]);
});

it("reports a comparison and its opposite", () => {
  expect(
    find(
      unreachableBranch,
      deciding((params) => params.auc.lt(params.rows).and(params.rows.lte(params.auc))),
    ),
  ).toEqual([
    {
      is: "warning check/unreachable-branch",
      at: "branch 0",
      says: 'The body of a `when` of flow "churn" never runs: no value makes its condition hold.',
      help: "Correct the condition, or remove the body.",
    },
  ]);
});

it("reports a flag that is on and off", () => {
  expect(
    find(
      unreachableBranch,
      deciding((params) => params.dry.isTrue.and(params.dry.isTrue.not())),
    ),
  ).toEqual([
    {
      is: "warning check/unreachable-branch",
      at: "branch 0",
      says: 'The body of a `when` of flow "churn" never runs: no value makes its condition hold.',
      help: "Correct the condition, or remove the body.",
    },
  ]);
});

it("reports an otherwise after a condition that always holds", () => {
  expect(
    find(
      unreachableBranch,
      deciding((params) => params.auc.gte(0), true),
    ),
  ).toEqual([
    {
      is: "warning check/unreachable-branch",
      at: "branch 0",
      says: 'An `otherwise` of flow "churn" never runs: the condition of its `when` always holds.',
      help: "Correct the condition, or remove the body.",
    },
  ]);
});

it("reports a branch inside another that rules it out, and not the other", () => {
  expect(
    find(unreachableBranch, {
      churn: flow("churn", { owner: "growth-ml", params: { auc } }, ({ params, step, when }) => {
        when(params.auc.lt(0.5), () => {
          when(params.auc.gte(0.9), () => step("publish", { image: pinned, command: () => ["publish"] }));
        }).otherwise(() => {
          when(params.auc.gte(0.9), () => step("announce", { image: pinned, command: () => ["announce"] }));
        });
      }),
    }),
  ).toEqual([
    {
      is: "warning check/unreachable-branch",
      at: "branch 0",
      says: 'The body of a `when` of flow "churn" never runs: no value makes its condition hold.',
      help: "Correct the condition, or remove the body.",
    },
  ]);
});

it("reports the member of a match that the branch around it rules out", () => {
  expect(
    find(unreachableBranch, {
      churn: flow("churn", { owner: "growth-ml", params: { size } }, ({ params, step, when, match }) => {
        when(params.size.eq("small"), () => {
          match(params.size, {
            small: () => step("fit-small", { image: pinned, command: () => ["fit"] }),
            large: () => step("fit-large", { image: pinned, command: () => ["fit"] }),
          });
        });
      }),
    }),
  ).toEqual([
    {
      is: "warning check/unreachable-branch",
      at: "branch 1.large",
      says: 'The body "large" of a `match` of flow "churn" never runs: another branch rules it out.',
      help: "Correct the condition, or remove the body.",
    },
  ]);
});
