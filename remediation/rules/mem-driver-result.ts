import { rulesOf } from "./rule.ts";

/** Tasks hand the Spark driver more than it takes back. */
export const memDriverResult = rulesOf("mem.driver_result", {
  "result-size": {
    strength: 3,
    says: [
      "bigger than spark.driver.maxresultsize",
      "exceeded maxresultsize",
      "than maxresultsize",
      "serialized results of * is bigger than",
    ],
  },
});
