/** The one place that runs Graphviz. */
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

type Answer = { readonly svg: string } | { readonly fault: string };

// The thread does by hand what graphviz-cli does, with the same Graphviz: graphviz-cli itself starts a thread, which a thread cannot.
const program = `
const { parentPort, workerData } = require("node:worker_threads");
try {
  parentPort.postMessage({ svg: require(workerData.module)(workerData.dot, { engine: "dot", format: "svg" }) });
} catch (fault) {
  parentPort.postMessage({ fault: String(fault) });
}
`;

/**
 * The SVG that Graphviz makes of DOT text
 *
 * Each picture gets a Graphviz of its own, in a thread of its own: version 5.0.0 keeps something of one picture with clusters for the next, which then lacks
 * borders. What it says of letters whose width it has to guess is not passed on. Rejects on DOT that it cannot read.
 */
export async function graphviz(dot: string): Promise<string> {
  const require = createRequire(import.meta.url);
  const module = createRequire(require.resolve("graphviz-cli")).resolve("@aduh95/viz.js/sync");
  const worker = new Worker(program, { eval: true, workerData: { module, dot }, stdout: true, stderr: true });
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("Graphviz ended without an answer")));
    });
    if ("fault" in answer) throw new Error(answer.fault);
    return answer.svg;
  } finally {
    await worker.terminate();
  }
}
