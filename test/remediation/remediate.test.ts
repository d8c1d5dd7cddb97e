import path from "node:path";
import { expect, it } from "vitest";
import { type Compiled, compile } from "../../compiler/index.ts";
import { type RemediateInput, type Remediation, remediate } from "../../remediation/remediate.ts";
import { editedTexts } from "../../remediation/rewrite/text-edit.ts";
import type { Verdict } from "../../remediation/verdict.ts";
import { subjectOf } from "../../runs/read/observation.ts";
import { newFolder, writeFiles } from "../support/folder.ts";

interface Given {
  /** The options of step "fit". */
  readonly options: string;
  readonly remediation?: string;
  readonly environments?: readonly string[];
  readonly verdict?: Partial<Verdict>;
  readonly input?: Partial<RemediateInput>;
}

async function remediated({
  options,
  remediation = "{}",
  environments = ["prod"],
  verdict,
  input,
}: Given): Promise<Remediation & { readonly text: string | undefined }> {
  const root = newFolder();
  writeFiles(root, {
    "millwright.config.ts": `import { argo, platform } from "millwright";
export default platform({ definitions: ["*.flow.ts"], environments: { ${environments.map((name) => `${name}: { namespace: "ml-${name}" }`).join(", ")} }, targets: [argo()], remediation: ${remediation} });
`,
    "churn.flow.ts": `import { flow } from "millwright";
export const churn = flow("churn", { owner: "growth-ml" }, ({ step }) => {
  step("fit", { image: "acme/fit:1.0", command: () => ["fit"], ${options} });
});
`,
  });
  const compileWith = (texts: ReadonlyMap<string, string>): Promise<Compiled> =>
    compile({ root, overlay: new Map([...texts].map(([file, text]) => [path.join(root, file), text])) });
  const before = await compileWith(new Map());
  const judged: Verdict = {
    input: "run.json",
    class: "mem.container_oom",
    confidence: 0.97,
    action: "propose",
    remedy: { field: "resources.memory", from: null, to: null, rule: "double" },
    safety: "safe",
    evidence: [],
    rule: "status/OOMKilled",
    model: null,
    subject: "pod/ml-prod/fit",
    origin: { flow: "churn", step: "fit", source: null },
    ...verdict,
  };
  const subject = subjectOf("pod/ml-prod/fit", { outcome: "failed" });
  const result = await remediate({ group: { verdict: { ...judged, also: [] }, subject }, before, compileWith, ...input });
  return { ...result, text: editedTexts(result.edits, before.sources).get("churn.flow.ts") };
}

const memory = 'resources: { memory: "8Gi" }';

it("goes as far as the platform's own bound", async () => {
  const { proposal, confirmed, text } = await remediated({ options: memory, remediation: '{ most: { "resources.memory": "10Gi" } }' });
  expect(confirmed).toBe(true);
  expect(proposal).toMatchObject({ to: "10Gi", bound: { because: "the platform allows no more" } });
  expect(text).toContain('memory: "10Gi"');
});

it("proposes nothing against a class that the platform only wants to hear of", async () => {
  const { proposal, refused } = await remediated({ options: memory, remediation: '{ classes: { "mem.container_oom": "report" } }' });
  expect(proposal).toBeNull();
  expect(refused).toContain('`remediation.classes` says "report"');
});

it("refuses a literal of several environments, and says both ways out", async () => {
  const { confirmed, refused, edits } = await remediated({ options: memory, environments: ["staging", "prod"] });
  expect({ confirmed, edits }).toEqual({ confirmed: false, edits: [] });
  expect(refused).toMatch(
    /in "staging": read it with `config\(\)` from a file that "prod" has an overlay of, or allow .*everyEnvironment: true/,
  );
});

it.each<[title: string, given: Partial<Given>]>([
  ["where the platform allows that", { remediation: "{ everyEnvironment: true }" }],
  ["where the caller does", { input: { everyEnvironment: true } }],
])("changes a literal of several environments in all of them, for review, %s", async (_, given) => {
  const { confirmed, proposal, artifacts } = await remediated({ options: memory, environments: ["staging", "prod"], ...given });
  expect(confirmed).toBe(true);
  expect(proposal).toMatchObject({
    environment: "prod",
    safety: "review",
    also: [{ definition: "flow:churn", environment: "staging", step: "fit", path: ["resources", "memory"] }],
  });
  expect(artifacts).toEqual(["staging/argo/churn.yaml", "prod/argo/churn.yaml"]);
});

it("raises a heap and the memory that holds it in one change, for review, where only the log of the failed pod says of what", async () => {
  const { confirmed, proposal, text, edits } = await remediated({
    options: 'env: { JAVA_TOOL_OPTIONS: "-Xmx4g" }, resources: { memory: "5Gi" }',
    verdict: { class: "mem.jvm_heap", safety: "review", rule: "mem.jvm_heap/heap" },
  });
  expect(confirmed).toBe(true);
  expect(edits).toHaveLength(2);
  expect(text).toContain('env: { JAVA_TOOL_OPTIONS: "-Xmx6g" }, resources: { memory: "7Gi" }');
  expect(proposal).toMatchObject({ safety: "review", alongside: [{ path: ["resources", "memory"], from: "5Gi", to: "7Gi" }] });
});

it("says with retries what they are of, and how long they wait", async () => {
  const lost = await remediated({ options: memory, verdict: { class: "node.lost" } });
  expect(lost.text).toContain('retry: { limit: 3, on: "infrastructure" }');
  const transient = await remediated({ options: memory, verdict: { class: "net.transient" } });
  expect(transient.text).toContain('retry: { limit: 3, backoff: { initial: "30s" } }');
});

it("adds shared memory, and as much memory", async () => {
  const { text } = await remediated({ options: memory, verdict: { class: "mem.shm" } });
  expect(text).toContain('resources: { memory: "10Gi", sharedMemory: "2Gi" }');
});

it("goes by what is remembered of the step", async () => {
  const limits = [2, 4, 8].map((gibibytes, index) => ({
    run: `run-${index}`,
    path: "fit",
    attempt: 0,
    startedAt: `2026-11-2${index}T03:00:00Z`,
    seconds: 600,
    outcome: "failed" as const,
    reason: "OOMKilled",
    exitCode: 137,
    peakMemoryBytes: gibibytes * 2 ** 30,
    limitMemoryBytes: gibibytes * 2 ** 30,
    timeoutSeconds: null,
    capacity: null,
  }));
  const history = { environment: "prod", flow: "churn", step: "fit", attempts: limits };
  const { proposal, refused } = await remediated({ options: memory, input: { history } });
  expect(proposal).toBeNull();
  expect(refused).toContain("This looks like a leak");
});
