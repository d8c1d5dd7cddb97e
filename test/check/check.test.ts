import { expect, it } from "vitest";
import { message } from "../../compiler/diagnostics/message.ts";
import { check } from "../../compiler/phases/5-check.ts";
import { defineFlowRule } from "../../compiler/rules/flow-rule.ts";
import { rules } from "../../compiler/rules/index.ts";
import { type Checked, ofName } from "../../compiler/rules/rule.ts";
import { churn, h100, oneStep, pinned } from "../support/find.ts";
import { compiled } from "../support/program.ts";

const throwing = defineFlowRule({
  code: "check/throwing",
  severity: "warning",
  message: message`Flow "${"flow"}" was looked at.`,
  *find(flow) {
    yield { at: ofName(flow), values: { flow: flow.name } };
    throw new Error("a bug of the rule");
  },
});
const steady = defineFlowRule({
  code: "check/steady",
  severity: "warning",
  message: message`Flow "${"flow"}" was looked at.`,
  *find(flow) {
    yield { at: ofName(flow), values: { flow: flow.name } };
  },
});

it("finds nothing in a flow without mistakes", () => {
  const { program, plans } = compiled(oneStep());
  expect(check(program, plans)).toEqual({ diagnostics: [], crashes: [] });
});

it("finds all mistakes of all flows at once, each about its definition", () => {
  const definitions = oneStep({ image: "acme/churn", resources: { gpu: { pool: h100, count: 9 } } }, { owner: " " });
  const { program, plans } = compiled(definitions);
  expect(check(program, plans).diagnostics.map(({ code, definition }) => `${code} ${definition}`)).toEqual([
    "check/gpu-request-fits-pool flow:churn",
    "check/image-latest flow:churn",
    "check/owner-named flow:churn",
  ]);
});

it("keeps what a rule that throws has found, and what the others find", () => {
  const { program, plans } = compiled(oneStep());
  const { diagnostics, crashes } = check(program, plans, { rules: [throwing, steady] });
  expect(diagnostics.map(({ code }) => code)).toEqual(["check/throwing", "check/steady"]);
  expect(crashes).toEqual([{ rule: "check/throwing", error: new Error("a bug of the rule") }]);
});

it("does not speak of what an earlier phase reported and left out", () => {
  const definitions = oneStep({
    image: 7,
    checkpoint: true,
    command: () => "fit",
    retry: "often",
    timeout: 5,
    resources: { gpu: { pool: h100, count: 1, capacity: ["spot"] } },
  });
  const { program, plans, diagnostics } = compiled(definitions, { environment: { checkpoints: { claim: "checkpoints" } } });
  expect(diagnostics.length).toBeGreaterThan(3);
  expect(check(program, plans).diagnostics.map(({ code }) => code)).toEqual([]);
});

it("does not speak of what is unused where a value is unknown", () => {
  const definitions = {
    churn: churn(({ step }) => {
      const plan = step("plan", { image: pinned, outputs: { rows: 3 as never }, command: () => ["plan"] });
      step("fit", { image: pinned, command: () => ["fit", (plan.outputs as Record<string, never>)["missing"] as never] });
    }),
  };
  const { program, plans } = compiled(definitions);
  expect(check(program, plans).diagnostics).toEqual([]);
});

it("keeps its sentences short, however long the text is that they are about", () => {
  const { program, plans } = compiled(oneStep({ labels: { team: "x".repeat(5000) } }));
  const [diagnostic] = check(program, plans).diagnostics;
  expect(diagnostic?.message).toBe(
    `Step "fit" has "${"x".repeat(199)}…" as the label "team", where at most 63 letters, digits, "-", "_" and "." are expected.`,
  );
});

it("asks rules of one flow nothing about a flow that another environment knows to be clean, but those that look beyond it", () => {
  const { program, plans } = compiled(oneStep({ checkpoint: true }, { owner: " " }));
  const clean = new Set(program.flows);
  expect(check(program, plans).diagnostics.map(({ code }) => code)).toEqual([
    "check/checkpoint-needs-claim",
    "check/checkpoint-without-retry",
    "check/checkpoint-unused",
    "check/owner-named",
  ]);
  expect(check(program, plans, { clean }).diagnostics.map(({ code }) => code)).toEqual(["check/checkpoint-needs-claim"]);
});

it("has no rule that looks beyond the flow and does not say so", () => {
  const { program } = compiled(oneStep());
  const pools = new Map(program.pools.map((pool) => [pool.name, pool]));
  const beyond = (): never => {
    throw new Error("looks beyond");
  };
  const narrow: Checked = {
    flows: [],
    fresh: program.flows,
    pool: (name) => pools.get(name),
    get program() {
      return beyond();
    },
    get plans() {
      return beyond();
    },
  };
  const looking = rules.filter(({ find }) => {
    try {
      return Array.from(find(narrow)).length > 0;
    } catch {
      return true;
    }
  });
  // Those look at the whole platform anyway.
  const ofPlatform = ["pool-has-capacity", "timezone-known", "hidden-character", "look-alike-names", "description-length"];
  expect(looking.map(({ code }) => code)).toEqual(ofPlatform.map((name) => `check/${name}`));
});
