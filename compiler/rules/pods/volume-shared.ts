import { message } from "../../diagnostics/message.ts";
import { isStep, type Step, type Volume } from "../../program.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofNode } from "../rule.ts";

/**
 * Volume shared
 *
 * Steps that share a volume of the run by its name say the same of it: size, storage class, access.
 */
export const volumeShared = defineFlowRule({
  code: "check/volume-shared",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" has the volume "${"volume"}" as ${"found"}, but step "${"other"}" has it as ${"expected"}.`,
  why: "A volume of the run is one for all steps that name it, so it cannot be two things.",
  help: message`Say the same in both steps, best with one constant, or give the volumes two names.`,
  *find(flow) {
    const steps = flow.nodes.filter(isStep);
    const shared = new Map<string, { readonly step: Step; readonly volume: Volume }>();
    for (const step of steps)
      for (const [name, volume] of Object.entries(step.volumes))
        if ("perRun" in volume && !shared.has(name)) shared.set(name, { step, volume });
    for (const step of steps)
      for (const [name, volume] of Object.entries(step.volumes)) {
        const first = shared.get(name);
        if (first === undefined || meaning(volume) === meaning(first.volume)) continue;
        yield {
          at: ofNode(step, "volumes", name),
          values: { step: step.name, volume: name, found: meaning(volume), other: first.step.name, expected: meaning(first.volume) },
          extra: { related: [{ message: "The volume of the run is here.", at: ofNode(first.step, "volumes", name) }] },
        };
      }
  },
});

function meaning(volume: Volume): string {
  if ("claim" in volume) return `the claim "${volume.claim}"`;
  if ("empty" in volume) return `an empty directory of ${volume.empty}`;
  if ("configMap" in volume) return `the config map "${volume.configMap}"`;
  if ("secret" in volume) return `the secret "${volume.secret}"`;
  const access = volume.access === "oneNode" ? "one node" : "many nodes";
  const of = volume.storageClass === undefined ? "" : ` of the class "${volume.storageClass}"`;
  return `a volume of the run of ${volume.perRun}${of} for ${access}`;
}
