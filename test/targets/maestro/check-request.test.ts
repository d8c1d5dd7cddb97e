/** The check of requests before they are written: it accepts what the target emits, and finds what Maestro's server lets through. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { requestProblem } from "../../../targets/maestro/check-request.ts";
import type { WorkflowRequest } from "../../../targets/maestro/schema.ts";

const cases = fileURLToPath(new URL("cases/", import.meta.url));
const read = (name: string): string => readFileSync(`${cases}${name}/expected/${name}.json`, "utf8");

test.each(readdirSync(cases).filter((name) => name !== "names"))("%s is right in all", (name) => {
  expect(requestProblem(JSON.parse(read(name)) as WorkflowRequest)).toBe(undefined);
});

/** The request of a case, with a text in it replaced. */
function broken(name: string, from: string, to: string): string | undefined {
  const text = read(name);
  expect(text).toContain(from);
  return requestProblem(JSON.parse(text.replace(from, () => to)) as WorkflowRequest);
}

test.each<readonly [string, string, string, string, string]>([
  ["a successor that is not there", "branches", '"announce": "true"', '"nobody": "true"', 'leads to "nobody", which is not beside it'],
  ["an unknown key of the container", "words", '"image": {', '"service_account": {', 'has no "image"'],
  [
    "a reference to a step that is not over",
    "branches",
    "params.getFromStep('measure', 'out_auc')",
    "params.getFromStep('announce', 'value')",
    '"announce" is not over by then',
  ],
  [
    "a parameter that a step does not have",
    "branches",
    "params.getFromStep('measure', 'out_auc')",
    "params.getFromStep('measure', 'auc')",
    'step "measure" has no parameter "auc"',
  ],
  ["a dollar that is a reference", "words", "$$HOME", "$HOME", 'dollars before "HOME" that Maestro would take for a reference'],
  [
    "dollars that are reported as a reference",
    "words",
    "$${HOME}",
    "$$$${HOME}",
    'dollars before "HOME" that Maestro would take for a reference',
  ],
  ["a name in a text that nothing has", "words", "$\u007bvalue}", "$\u007bother}", 'there is no "other"'],
  ["a name in an expression that nothing has", "words", '"expression": "count"', '"expression": "counts"', 'there is no "counts"'],
  ["a loop that launches nothing", "loops", '"concurrency": 40', '"concurrency": 0', "/concurrency is less than 1"],
  ["an empty condition", "branches", '"announce": "true"', '"announce": ""', "it is empty"],
  ["a time that is no whole number", "retries", '"timeout": 5400', '"timeout": 5400.5', "/timeout is no integer"],
  ["the same id twice", "words", '"id": "values"', '"id": "shell"', 'the id "shell" is there twice'],
])("%s is found", (_, name, from, to, problem) => {
  expect(broken(name, from, to)).toContain(problem);
});

type Loop = {
  steps: unknown[];
  params: { loop_params: { value: Record<string, { type: string }> } };
  transition: { successors?: Record<string, string> };
};

/** The loop "shard" of the case "loops", changed. */
function withLoop(change: (loop: Loop) => void): string | undefined {
  const request = JSON.parse(read("loops")) as { workflow: { steps: { foreach?: Loop & { id: string } }[] } };
  const loop = request.workflow.steps.find(({ foreach }) => foreach?.id === "shard")?.foreach;
  if (loop === undefined) throw new Error("the case has no such loop");
  change(loop);
  return requestProblem(request as unknown as WorkflowRequest);
}

test("a loop over something else than one array of texts is found", () => {
  const problem = withLoop(({ params }) => {
    for (const items of Object.values(params.loop_params.value)) items.type = "STRING";
  });
  expect(problem).toContain("does not loop over one array of texts");
  expect(withLoop(({ params }) => Object.assign(params.loop_params.value, { other: { value: [], type: "STRING_ARRAY" } }))).toContain(
    "does not loop over one array of texts",
  );
});

test("a circle inside a loop is found, which the server never looks for", () => {
  const problem = withLoop(({ steps }) => {
    const result = steps.find((one) => (one as { step?: { id: string } }).step?.id === "shard_result") as { step: Loop };
    result.step.transition.successors = { row_items: "true" };
  });
  expect(problem).toContain("steps come after each other in a circle");
});
