import { parseMemory } from "../../schema/words/quantities.ts";
import { atLeast } from "./raise.ts";
import { always, type Change, type ClassRemedy, type Situation } from "./remedy.ts";

/** Spark's own limit where none is said. Source: Spark 3.5, configuration, spark.driver.maxResultSize. */
const sparkDefault = "1Gi";

/** More results at the driver than it may hold; the driver's heap stays twice that. */
export const memDriverResult: ClassRemedy = {
  words: always("spark.driver.maxResultSize", "double, at most half of the driver's memory"),
  change: moreResults,
};

function moreResults({ step: { name, program } }: Situation): Change | string {
  if (program.kind !== "spark") return `Step "${name}" is no Spark application, so it has no "driver.maxResultSize".`;
  const { memory, maxResultSize } = program.driver;
  const now = parseMemory(maxResultSize ?? sparkDefault) ?? 0;
  if (now === 0) return `"driver.maxResultSize" of step "${name}" is "${maxResultSize}", which bounds nothing.`;
  const [heap, wanted] = [parseMemory(memory) ?? 0, now * 2];
  const isTight = wanted * 2 > heap;
  return {
    path: ["driver", "maxResultSize"],
    from: maxResultSize ?? null,
    to: atLeast(wanted),
    formula: `double${maxResultSize === undefined ? " of Spark's 1Gi" : ""}, and half of the driver's memory at most; \`collect()\` of so much is worth a look`,
    observed: { driverMemory: memory, ...(maxResultSize !== undefined && { maxResultSize }) },
    bound: null,
    ...(isTight && {
      alongside: [{ path: ["driver", "memory"], from: memory, to: atLeast(wanted * 2), formula: "twice the results that it may hold" }],
    }),
  };
}
