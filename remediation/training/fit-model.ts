/** Multinomial logistic regression by stochastic gradients with a step of their own for each weight (Adagrad); the same bits for the same samples. */
import { failureClasses } from "../classes.ts";
import { dimensions, type Features } from "../model/features.ts";
import { randomOf, shuffled } from "./random.ts";

/** `weights[id * classes + class]`. */
export interface LinearModel {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface Example {
  readonly features: Features;
  readonly target: number;
  readonly weight: number;
}

export interface FitOptions {
  readonly epochs: number;
  readonly rate: number;
  readonly seed: number;
}

const classes = failureClasses.length;

export function fitModel(examples: readonly Example[], { epochs, rate, seed }: FitOptions): LinearModel {
  const weights = new Float32Array(dimensions * classes);
  const bias = new Float32Array(classes);
  const steps = new Float32Array(dimensions * classes).fill(1e-3);
  const biasSteps = new Float32Array(classes).fill(1e-3);
  const random = randomOf(seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { features, target, weight } of shuffled(examples, random)) {
      const slopes = probabilities({ weights, bias }, features).map((p, index) => (p - (index === target ? 1 : 0)) * weight);
      for (let at = 0; at < features.ids.length; at++) {
        const base = (features.ids[at] as number) * classes;
        const value = features.values[at] as number;
        for (let index = 0; index < classes; index++) {
          const slope = (slopes[index] as number) * value;
          const square = (steps[base + index] as number) + slope * slope;
          steps[base + index] = square;
          weights[base + index] = (weights[base + index] as number) - (rate * slope) / Math.sqrt(square);
        }
      }
      for (let index = 0; index < classes; index++) {
        const slope = slopes[index] as number;
        const square = (biasSteps[index] as number) + slope * slope;
        biasSteps[index] = square;
        bias[index] = (bias[index] as number) - (rate * 0.1 * slope) / Math.sqrt(square);
      }
    }
  }
  return { weights, bias };
}

/** The chance of each class, in order of the classes. */
export function probabilities({ weights, bias }: LinearModel, { ids, values }: Features): Float64Array {
  const logits = Float64Array.from(bias);
  for (let at = 0; at < ids.length; at++) {
    const base = (ids[at] as number) * classes;
    const value = values[at] as number;
    for (let index = 0; index < classes; index++) logits[index] = (logits[index] as number) + (weights[base + index] as number) * value;
  }
  return softmax(logits);
}

export function softmax(logits: Float64Array): Float64Array {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
