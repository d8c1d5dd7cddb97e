import { type Flow, isStep, type Step } from "../program.ts";
import { defineFlowRule } from "./flow-rule.ts";
import type { Checked, Finding, Rule, RuleKind } from "./rule.ts";

export interface StepRuleKind<Hole extends string> extends Omit<RuleKind<Hole>, "find"> {
  /** Options about whose absence the rule speaks: where one was reported already and left out, the rule says nothing. */
  readonly needs?: readonly string[];
  /** As for rules of flows. */
  readonly looksBeyond?: boolean;
  readonly find: (step: Step, flow: Flow, checked: Checked) => Iterable<Finding<NoInfer<Hole>>>;
}

/** Makes a rule that looks at one step at a time, handlers included. */
export function defineStepRule<Hole extends string>({ find, needs = [], ...kind }: StepRuleKind<Hole>): Rule {
  return defineFlowRule<Hole>({
    ...kind,
    *find(flow, checked) {
      for (const node of flow.nodes)
        if (isStep(node) && !needs.some((option) => node.unknown.includes(option))) yield* find(node, flow, checked);
    },
  });
}
