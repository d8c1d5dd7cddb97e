import type { Engine } from "../../targets/engine.ts";
import { engines } from "../../targets/engines.ts";
import { badOption, unknownTarget } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface ChosenTarget {
  readonly target: string;
  readonly engine: Engine;
}

/** The target whose engine a flow is to run on, and that engine; the flow's only one where none is named. Throws cli/bad-option, cli/unknown-target. */
export function chooseTarget(targets: readonly string[], wanted: string | undefined, flow: string): ChosenTarget {
  const target = nameOf(targets, wanted, flow);
  const engine = Object.hasOwn(engines, target) ? engines[target] : undefined;
  if (engine === undefined) throw new UsageError(unknownTarget.at(null, { name: target }));
  return { target, engine };
}

function nameOf(targets: readonly string[], wanted: string | undefined, flow: string): string {
  const [only, ...more] = targets;
  if (wanted === undefined && only !== undefined && more.length === 0) return only;
  if (wanted !== undefined && targets.includes(wanted)) return wanted;
  const expected = `one of those of flow "${flow}": ${targets.join(", ")}`;
  throw new UsageError(badOption.at(null, { option: "--target", found: wanted ?? "left out", expected }));
}
