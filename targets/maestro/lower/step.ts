/** Steps: one pod each. */
import { invariant } from "../../../compiler/invariant.ts";
import type { PlannedStep } from "../../../compiler/plan.ts";
import type { Step } from "../../../compiler/program.ts";
import type { Param, Params } from "../schema.ts";
import { outputPath, wrapperScript } from "./command.ts";
import { addParam, addStep, longestSeconds } from "./drafts.ts";
import type { Connect, Lowering } from "./lowering.ts";
import type { Frame, Given, Known, StepDraft } from "./place.ts";
import { retryPolicy } from "./retry.ts";
import { ofStep, parameter, quoted } from "./sel-text.ts";
import { shellLibrary } from "./shell-library.ts";
import { absent } from "./travelling.ts";
import { literalText, needDollar, textsOf } from "./words.ts";

export function lowerStep(lowering: Lowering, frame: Frame, planned: PlannedStep, connect: Connect): Given {
  const { node, timeoutMs } = planned;
  const seconds = timeoutMs === undefined ? longestSeconds : Math.max(1, Math.ceil(timeoutMs / 1000));
  const step = addStep(lowering, frame.place, `${frame.room.prefix}${node.name}`, {
    name: `${frame.path}${node.name}`,
    description: node.description,
    work: { kind: "pod", seconds, retry: retryPolicy(planned) },
  });
  connect(step);
  const outputs = new Map<string, { readonly param: string; readonly known: Known }>();
  for (const [name, type] of Object.entries(node.outputs)) {
    // What a failed attempt leaves; that of one which succeeded is replaced, but for an optional output that it did not write.
    const param = addParam(lowering, step, `out_${name}`, { value: type.type === "optional" ? absent : "", type: "STRING" });
    outputs.set(name, { param, known: { type, source: ofStep(step.id, param), place: frame.place } });
  }
  step.params.set("kubernetes", { value: container(lowering, frame, step, planned, outputs), type: "MAP" });
  return {
    done: step,
    value(expression) {
      const known = expression.op === "output" ? outputs.get(expression.name)?.known : undefined;
      invariant(known !== undefined, `step "${node.name}" has the output that is used`);
      return known;
    },
  };
}

function container(
  lowering: Lowering,
  frame: Frame,
  step: StepDraft,
  { node, command, retry, timeoutMs }: PlannedStep,
  outputs: ReadonlyMap<string, { readonly param: string; readonly known: Known }>,
): Params {
  const text = textsOf(step, {
    lowering,
    frame,
    place: frame.place,
    inputs: node.inputs,
    outputPath: (name) => outputPath(outputs.get(name)?.param ?? ""),
  });
  const library = outputs.size === 0 ? "" : addParam(lowering, step, "shell", libraryParam(lowering));
  const written = [...outputs].map(([name, { param, known }]) => ({ name, param, type: known.type }));
  const most = retry.limit > 0 && timeoutMs !== undefined ? retry.limit + 1 : undefined;
  const script = wrapperScript(written, { library, dollar: lowering.dollar, most });
  if (script.usesDollar) needDollar(lowering, step);
  const args = [script.text, literalText(lowering, step, node.name), ...(command ?? []).map(text)];
  const env = Object.entries(node.env).flatMap(([name, value]) =>
    typeof value === "object" && ("secret" in value || "configMap" in value) ? [] : [[name, text(value)] as const],
  );
  return {
    image: { value: node.image.reference, type: "STRING" },
    command: { value: ["/bin/sh", "-c"], type: "STRING_ARRAY" },
    args: { value: args, type: "STRING_ARRAY" },
    ...(env.length > 0 && { env: { value: Object.fromEntries(env), type: "STRING_MAP" } }),
    ...sizes(node),
  };
}

/** The functions of the wrapper as a text for Kubernetes, from the parameter of the workflow in which they travel. */
function libraryParam(lowering: Lowering): Param {
  const name = shellLibrary(lowering);
  return { expression: `${parameter(name)}.replace(${quoted("`1")}, '$$').replace(${quoted("`0")}, ${quoted("`")})`, type: "STRING" };
}

/** Maestro's fields are limits; what is asked for is the same. */
function sizes({ resources: { cpu, memory, ephemeralStorage } }: Step): Params {
  const text = (value: string): Param => ({ value, type: "STRING" });
  return {
    ...(cpu !== undefined && { cpu: text(String(cpu)) }),
    ...(memory !== undefined && { memory: text(memory) }),
    ...(ephemeralStorage !== undefined && { disk: text(ephemeralStorage) }),
  };
}
