import { targets as known } from "../../targets/index.ts";
import type { Target } from "../../targets/target.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { ChosenTarget } from "../phases/6-lower.ts";
import { describeFound } from "../validate/found.ts";
import type { Configuration, TargetChoice } from "../validate/validate-platform.ts";
import { targetOptions, targetUnknown } from "./diagnostics.ts";

/** The targets that the config names, with their options checked. Reports load/target-unknown, load/target-options. */
export function chooseTargets({ targets, calls }: Configuration): {
  readonly chosen: readonly ChosenTarget[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const chosen: ChosenTarget[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, choice] of targets.entries()) {
    const at = (...path: readonly (string | number)[]) => ({ calls, path: [0, "targets", index, ...path] });
    const target = targetOf(choice);
    if (target === undefined) {
      const help = choice.external ? "Targets of packages come with a later version." : didYouMean(choice.target, Object.keys(known));
      diagnostics.push(targetUnknown.at(at(), { name: choice.target }, help === undefined ? {} : { help }));
      continue;
    }
    const options = target.options.safeParse(choice.options);
    if (options.success) chosen.push({ target, options: options.data });
    else
      for (const { path, message, code, ...issue } of options.error.issues) {
        const option = code === "unrecognized_keys" && "keys" in issue ? String(issue.keys) : path.map(String).join(".");
        const found = describeFound(
          path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], choice.options),
        );
        diagnostics.push(
          targetOptions.at(at(0, ...path.map(String)), {
            target: choice.target,
            option,
            found,
            expected: code === "unrecognized_keys" ? "an option that it has" : message,
          }),
        );
      }
  }
  return { chosen, diagnostics };
}

function targetOf({ target, external }: TargetChoice): Target<unknown, unknown> | undefined {
  return external || !Object.hasOwn(known, target)
    ? undefined
    : ((known as Readonly<Record<string, unknown>>)[target] as Target<unknown, unknown>);
}
