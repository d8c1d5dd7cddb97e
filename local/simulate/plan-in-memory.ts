/** The plan of a flow that a test imported: phases 2 to 4, with nothing read. */
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { type LoadedRecord, validate } from "../../compiler/phases/2-validate.ts";
import { type LinkConfig, link, scriptFiles } from "../../compiler/phases/3-link.ts";
import { plan } from "../../compiler/phases/4-plan.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import type { DefinitionRecord } from "../../schema/record.ts";
import { recordOf, takeRecording, USES } from "../../schema/recording/recording.ts";

/** The plan of a flow's value. Throws an error that lists the diagnostics where the definition has mistakes. */
export function planInMemory(flow: unknown): PlannedFlow {
  const record = recordOf(flow);
  if (record?.kind !== "flow") throw new TypeError("simulate() takes a flow: the value that flow() gave.");
  refuseOutsideProblems(record.name);
  const { definitions, leftOut, diagnostics } = validate([...withUses(record)].map(loaded));
  const environments = environmentsOf(record);
  const [name = "test"] = environments;
  const config: LinkConfig = {
    targets: ["argo", "kubeflow", "maestro"],
    environments,
    // No image is run, so every name will do.
    images: { names: [], isTold: () => false, resolve: (image) => ({ repository: image, digest: `sha256:${"0".repeat(64)}` }) },
    scriptSources: new Map(scriptFiles(definitions).map((file) => [file, `# ${file}`])),
    leftOut,
  };
  const environment = {
    name,
    namespace: "test",
    serviceAccount: "test",
    namePrefix: "",
    artifacts: "s3://test",
    checkpoints: { claim: "test" },
  };
  const linked = link(definitions, environment, config);
  const planned = plan(linked.program, linked.broken).find((found) => found.flow.name === record.name);
  if (planned === undefined) throw new Error(mistakes(record.name, [...diagnostics, ...linked.diagnostics]));
  return planned;
}

/** What was noted outside every definition, say a value of a config file that is of another type, would be missing without a word. */
function refuseOutsideProblems(name: string): void {
  const [problem] = takeRecording({}).problems;
  if (problem === undefined) return;
  const values = Object.entries(problem.values).map(([hole, value]) => `${hole} "${value}"`);
  throw new Error(`A file around flow "${name}" has a mistake: ${problem.code} (${values.join(", ")}).`);
}

/** A record and those of all definitions that it names, directly or not. */
function withUses(record: DefinitionRecord): ReadonlySet<DefinitionRecord> {
  const found = new Set([record]);
  for (const each of found) for (const used of (each as { readonly [USES]?: ReadonlySet<DefinitionRecord> })[USES] ?? []) found.add(used);
  return found;
}

function loaded(record: DefinitionRecord): LoadedRecord {
  return {
    file: `${record.kind}-${record.name}.ts`,
    exportName: record.name,
    record: JSON.parse(JSON.stringify(record)) as unknown,
    sites: ([file, line, column]) => ({ file: `file-${file}.ts`, line, column }),
  };
}

function environmentsOf(record: DefinitionRecord): readonly string[] {
  const { environments } = (record as unknown as { readonly options: { readonly environments?: readonly string[] } }).options;
  return environments === undefined || environments.length === 0 ? ["test"] : environments;
}

function mistakes(name: string, diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return [
    `Flow "${name}" has mistakes; \`millwright check\` shows where:`,
    ...errors.map(({ code, message }) => `  ${code}: ${message}`),
  ].join("\n");
}
