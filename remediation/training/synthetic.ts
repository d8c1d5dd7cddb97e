import { exampleOf } from "./cross-validate.ts";
import type { Example } from "./fit-model.ts";
import { buried, templateSamples } from "./samples.ts";

/** Examples of our own making: each template twice, and once more in the middle of other programs' lines. */
export function syntheticExamples(): readonly Example[] {
  const plain = templateSamples(2, 7).map((sample) => exampleOf(sample, 0.5));
  const noisy = templateSamples(1, 9).map((sample, index) => exampleOf(buried(sample, index), 0.4));
  return [...plain, ...noisy];
}
