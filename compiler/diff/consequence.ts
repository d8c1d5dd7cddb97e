/**
 * What a change does to runs
 *
 * True of every engine that copies a flow into each run when that starts. Argo keeps the template in `status.storedWorkflowTemplateSpec`: a running workflow and `argo retry`
 * go by that copy, `argo resubmit` by the template as it is (argoproj/argo-workflows#1525).
 */
import type { PropertyChange } from "./described.ts";

export type Consequence = "text-only" | "new-runs" | "schedule" | "removed";

const consequenceWords: Readonly<Record<Consequence, string>> = {
  "text-only": "text only: no run changes",
  "new-runs": "new and resubmitted runs; what runs or is retried goes on as it began",
  schedule: "the schedule, from its next tick on; what runs now goes on",
  removed: "no new runs, no schedule; what runs now goes on",
};

const textOnly = new Set(["description", "owner", "tags", "file", "exportName", "sourceFile", "imageName", "flowFile"]);

/** What the change of one property of a definition does. */
export function consequenceOf({ path, reordered }: Pick<PropertyChange, "path" | "reordered">): Consequence {
  if (reordered === true) return "text-only";
  const [first] = path;
  if (first === "schedules") return "schedule";
  const own = first === "steps" || first === "params" ? path.slice(2) : path;
  const [property, key] = own;
  if (property === undefined || first === "order") return "new-runs";
  if (textOnly.has(String(property))) return "text-only";
  // A key with a prefix belongs to some controller, which may act on it: a queue, a network policy, a side car.
  if ((property === "labels" || property === "annotations") && typeof key === "string" && !key.includes("/")) return "text-only";
  if (first === "pricePerGpuHour") return "text-only";
  return "new-runs";
}

/** What all changes of a definition do, taken together. */
export function sayConsequences(consequences: Iterable<Consequence>): string {
  const found = new Set(consequences);
  const worst = gravest(found);
  return found.has("schedule") && worst === "new-runs"
    ? `${consequenceWords[worst]}; the schedule from its next tick on`
    : consequenceWords[worst];
}

const weight: readonly Consequence[] = ["text-only", "schedule", "new-runs", "removed"];

/** The one of several that matters most. */
function gravest(consequences: Iterable<Consequence>): Consequence {
  return [...consequences].reduce((worst, each) => (weight.indexOf(each) > weight.indexOf(worst) ? each : worst), "text-only");
}
