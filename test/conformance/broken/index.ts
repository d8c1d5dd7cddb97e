import type { BrokenCase } from "../broken-case.ts";
import { failure } from "./failure.ts";
import { loading } from "./loading.ts";
import { names } from "./names.ts";
import { order } from "./order.ts";
import { schedules } from "./schedules.ts";
import { steps } from "./steps.ts";
import { text } from "./text.ts";
import { values } from "./values.ts";

/** Every mistake that the suite seeds, by area, in the order of the page. */
export const brokenAreas: Readonly<Record<string, readonly BrokenCase[]>> = {
  Names: names,
  Order: order,
  Values: values,
  Text: text,
  Schedules: schedules,
  Failure: failure,
  Steps: steps,
  Loading: loading,
};
