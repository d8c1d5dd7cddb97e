import { parseCpu, parseMemory } from "../../../schema/words/quantities.ts";
import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

/**
 * Quantity positive
 *
 * An amount of processors, memory or disk is more than nothing.
 *
 * See https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export const quantityPositive = defineStepRule({
  code: "check/quantity-positive",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" asks for ${"what"} "${"asked"}", where more than nothing is expected.`,
  why: "A limit of nothing is taken as no limit by one engine and refused by another.",
  help: message`Write how much the step needs, or leave it out.`,
  *find(step) {
    const { cpu, memory, ephemeralStorage, sharedMemory } = step.resources;
    const amounts = {
      cpu: cpu === undefined ? undefined : parseCpu(cpu),
      memory: amount(memory),
      ephemeralStorage: amount(ephemeralStorage),
      sharedMemory: amount(sharedMemory),
    };
    for (const [what, parsed] of Object.entries(amounts)) {
      if (parsed !== 0) continue;
      const asked = step.resources[what as keyof typeof amounts] ?? "";
      yield { at: ofNode(step, "resources", what), values: { step: step.name, what, asked } };
    }
    if (step.program.kind === "spark")
      for (const role of ["driver", "executor"] as const) {
        const { memory: asked } = step.program[role];
        if (amount(asked) === 0)
          yield { at: ofNode(step, role, "memory"), values: { step: step.name, what: `memory of its ${role} of`, asked } };
      }
    for (const [name, volume] of Object.entries(step.volumes)) {
      const size = "empty" in volume ? "empty" : "perRun" in volume ? "perRun" : undefined;
      const asked = "empty" in volume ? volume.empty : "perRun" in volume ? volume.perRun : undefined;
      if (size === undefined || asked === undefined || amount(asked) !== 0) continue;
      yield { at: ofNode(step, "volumes", name, size), values: { step: step.name, what: `a volume "${name}" of`, asked } };
    }
  },
});

function amount(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseMemory(text);
}
