import { type FailureClass, failureClasses } from "../classes.ts";
import type { Classifier } from "../model/classifier.ts";
import { type LinearModel, probabilities } from "./fit-model.ts";

/** A classifier in this process, of a model that is no file yet. */
export function classifierOf(model: LinearModel): Classifier {
  return {
    version: "in training",
    classify: async (features) => {
      const chances = probabilities(model, features);
      return new Map(failureClasses.map((name, index): [FailureClass, number] => [name, chances[index] ?? 0]));
    },
  };
}
