import { parseMemory } from "../../../schema/words/quantities.ts";
import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Spark sizes
 *
 * A Spark application has whole cores, some memory, and at least one executor, of which the least is not more than the most.
 *
 * See https://spark.apache.org/docs/latest/running-on-kubernetes.html#spark-properties
 */
export const sparkSizes = defineStepRule({
  code: "check/spark-sizes",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" has ${"field"} ${"found"}, where ${"expected"} is expected.`,
  why: "Spark would refuse the application when it starts, or wait for executors that never come.",
  help: message`Write ${"expected"}.`,
  *find(step) {
    const { program } = step;
    if (program.kind !== "spark") return;
    const found = (expected: string, value: string | number, ...path: readonly string[]) => ({
      at: ofNode(step, ...path),
      values: { step: step.name, field: path.join("."), found: value, expected },
    });
    for (const role of ["driver", "executor"] as const) {
      const { cores, memory } = program[role];
      if (!isWhole(cores)) yield found("a whole number from 1", cores, role, "cores");
      if (parseMemory(memory) === 0) yield found("more than nothing", `"${memory}"`, role, "memory");
    }
    const { instances } = program.executor;
    if (typeof instances === "number") {
      if (!isWhole(instances)) yield found("a whole number from 1", instances, "executor", "instances");
      return;
    }
    const { min, max } = instances;
    if (!Number.isInteger(min) || min < 0) yield found("a whole number from 0", min, "executor", "instances", "min");
    if (!isWhole(max)) yield found("a whole number from 1", max, "executor", "instances", "max");
    else if (max < min) yield found(`at least the min of ${min}`, max, "executor", "instances", "max");
  },
});

function isWhole(number: number): boolean {
  return Number.isInteger(number) && number >= 1;
}
