import { message } from "../../../compiler/diagnostics/message.ts";
import { typeOf } from "../../../compiler/link/type-of.ts";
import { ofName } from "../../../compiler/rules/rule.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import { testsOf } from "../tests-of.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Comparison
 *
 * Conditions compare texts, numbers and booleans.
 */
export const comparison = definePlanRule({
  code: "maestro/comparison",
  severity: "error",
  message: message`A condition of ${"what"} compares ${"kind"}, which SEL cannot.`,
  why: "Lists and objects travel as text on Maestro, and the same list may be written in two ways.",
  help: message`Let a step compare them, and decide by its output.`,
  *find({ plan }) {
    for (const { node, test, flow } of testsOf(plan)) {
      const kind = comparedKind(test, (expression) => typeOf(expression, flow));
      if (kind !== undefined)
        yield { at: ofName(node), values: { what: node.kind === "branch" ? `a \`${node.style}\`` : `"${node.name}"`, kind } };
    }
  },
});

function comparedKind(test: Expression, typed: (expression: Expression) => ValueType): string | undefined {
  switch (test.op) {
    case "and":
    case "or":
      return comparedKind(test.left, typed) ?? comparedKind(test.right, typed);
    case "not":
    case "isTrue":
      return comparedKind(test.of, typed);
    case "eq":
    case "ne": {
      const found = [typed(test.left).type, typed(test.right).type].find((type) => type === "list" || type === "object");
      return found === undefined ? undefined : `${found}s`;
    }
    default:
      return undefined;
  }
}
