import { artifact, flow, image, z } from "millwright";
import { l4 } from "../pools.ts";

const llm = image("llm");

/** Answers a list of prompts in two languages, several rounds, and polishes until the quality is there. */
export const llmBatch = flow(
  "llm-batch",
  { owner: "search", params: { prompts: z.string(), rounds: z.int().min(1).max(10).default(4) }, targets: ["argo"] },
  ({ params, step, forEach, range, repeatUntil, when }) => {
    const answers = forEach("round", range(params.rounds), (round) =>
      forEach("language", ["en", "sv"], (language) =>
        step("infer", {
          image: llm,
          outputs: { tokens: z.int(), text: artifact("jsonl") },
          command: ({ outputs, checkpoint }) => [
            ...["infer", params.prompts, round, language, "--resume", checkpoint.path],
            ...[outputs.tokens.path, outputs.text.path],
          ],
          checkpoint: true,
          resources: { cpu: 8, memory: "64Gi", sharedMemory: "8Gi", gpu: { pool: l4, count: 4, capacity: ["spot"] } },
          retry: { limit: 8, on: "infrastructure" },
          terminationGrace: "2m",
        }),
      ),
    );
    const total = step("total", {
      image: llm,
      inputs: { tokens: answers.outputs.tokens, text: answers.outputs.text },
      command: ({ inputs }) => ["total", inputs.tokens, inputs.text.paths],
    });
    const polished = repeatUntil("polish", { max: 5, until: (round) => round.outputs.quality.gte(0.9), after: [total] }, () =>
      step("pass", { image: llm, outputs: { quality: z.number() }, command: ({ outputs }) => ["polish", outputs.quality.path] }),
    );
    const praised = when(polished.outputs.quality.gt(0.95), () => {
      step("praise", { image: llm, command: () => ["praise"] });
    });
    step("end", { image: llm, after: [praised], command: () => ["end"] });
  },
);
