import { always, type Change, type ClassRemedy, type Situation } from "./remedy.ts";

/** Blocks of a shuffle that could not be fetched: more tries, with a longer wait. */
export const sparkShuffleFetch: ClassRemedy = { words: always("spark.shuffle", "more retries and a longer wait"), change: moreFetches };

const tries = { key: "spark.shuffle.io.maxRetries", to: "10" };
const wait = { key: "spark.shuffle.io.retryWait", to: "30s" };

function moreFetches({ step: { name, program } }: Situation): Change | string {
  if (program.kind !== "spark") return `Step "${name}" is no Spark application.`;
  const [said, waits] = [program.conf[tries.key], program.conf[wait.key]];
  if (said !== undefined && Number(said) >= Number(tries.to))
    return `"${tries.key}" of step "${name}" is ${said} already: the executor that held the blocks is gone, so look for why.`;
  return {
    path: ["conf", tries.key],
    from: said ?? null,
    to: tries.to,
    formula: "10 tries, where Spark makes 3",
    observed: {},
    bound: null,
    review: true,
    alongside:
      waits === undefined ? [{ path: ["conf", wait.key], from: null, to: wait.to, formula: "30s between them, where Spark waits 5s" }] : [],
  };
}
