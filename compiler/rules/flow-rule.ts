import { definitionId, type Flow } from "../program.ts";
import { type Checked, defineRule, type Finding, type Rule, type RuleKind } from "./rule.ts";

export interface FlowRuleKind<Hole extends string> extends Omit<RuleKind<Hole>, "find"> {
  /** Options about whose absence the rule speaks: where one was reported already and left out, the rule says nothing. */
  readonly needs?: readonly string[];
  /** True: what it finds depends on more than the flow and its pools: on the environment, or on other flows. */
  readonly looksBeyond?: boolean;
  readonly find: (flow: Flow, checked: Checked) => Iterable<Finding<NoInfer<Hole>>>;
}

/** Makes a rule that looks at one flow at a time; what it finds is about that flow. */
export function defineFlowRule<Hole extends string>({ find, needs = [], looksBeyond = false, ...kind }: FlowRuleKind<Hole>): Rule {
  return defineRule<Hole>({
    ...kind,
    *find(checked) {
      for (const flow of looksBeyond ? checked.flows : checked.fresh) {
        if (needs.some((option) => flow.unknown.includes(option))) continue;
        for (const finding of find(flow, checked)) yield { definition: definitionId(flow), ...finding };
      }
    },
  });
}
