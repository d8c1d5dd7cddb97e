import type { Flow, Step } from "../../compiler/program.ts";
import { always, type Change, type ClassRemedy, type Situation } from "./remedy.ts";
import { type Knob, knobsOf } from "./training-knobs.ts";

/**
 * A GPU's memory is full: half the batch, accumulated twice as often, so that a step of training sees as many rows as before
 *
 * Only where the definition says both. Whether memory is in pieces (`PYTORCH_CUDA_ALLOC_CONF`) only the log says, and no setting comes from a log.
 */
export const memCudaOom: ClassRemedy = {
  words: always("accelerator.memory", "a smaller batch, else a GPU with more memory"),
  change: smallerBatch,
};

function smallerBatch(situation: Situation): Change | string {
  const { flow, step } = situation;
  const { batch, accumulation } = knobsOf(flow, step);
  if (batch === undefined || accumulation === undefined)
    return `Step "${step.name}" names no batch size and gradient accumulation that a definition says as numbers; ${elsewhere(situation)}.`;
  if (batch.value < 2 || batch.value % 2 !== 0)
    return `The batch of step "${step.name}" is ${batch.value} and cannot be halved; ${elsewhere(situation)}.`;
  return {
    ...fieldOf(batch),
    from: batch.from,
    to: batch.with(batch.value / 2),
    formula: "half, accumulated twice as often: the same rows a step of training",
    observed: { batch: batch.value, accumulation: accumulation.value },
    bound: null,
    review: true,
    alongside: [
      {
        ...fieldOf(accumulation),
        from: accumulation.from,
        to: accumulation.with(accumulation.value * 2),
        formula: "twice, because the batch is half",
      },
    ],
  };
}

function fieldOf({ path, ofFlow }: Knob): Pick<Change, "path" | "node"> {
  return { path, ...(ofFlow && { node: null }) };
}

/** What else there is, in words: another pool is another price, and a person's decision. */
function elsewhere({
  program,
  pool,
}: {
  readonly program: Situation["program"];
  readonly pool: Situation["pool"];
  readonly flow: Flow;
  readonly step: Step;
}): string {
  const own = gigabytes(pool?.accelerator ?? "");
  const larger = program.pools
    .filter(({ accelerator }) => own !== undefined && (gigabytes(accelerator) ?? 0) > own)
    .map(({ name }) => `"${name}"`);
  return larger.length > 0
    ? `its GPU has ${own} GB, those of pool ${larger.join(", ")} have more`
    : "a smaller batch, or a GPU with more memory, is a person's decision";
}

/** "nvidia-h100-80gb" names its memory. */
function gigabytes(accelerator: string): number | undefined {
  const [, digits] = /(\d{1,4})gb/i.exec(accelerator) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
