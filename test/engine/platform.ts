import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { compile } from "../../compiler/index.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { runProgram } from "../conformance/run-program.ts";
import type { MeaningCase } from "../meaning/cases.ts";
import type { WorkflowTemplate } from "./nodes.ts";

/** The environment of the suite: its namespace, and its claim for checkpoints. */
export const environment = { namespace: "meaning", claim: "meaning-checkpoints" };

export interface BuiltPlatform {
  /** Absolute path of its folder. */
  readonly root: string;
  /** Absolute paths of the emitted manifests. */
  readonly manifests: readonly string[];
  readonly templates: ReadonlyMap<string, WorkflowTemplate>;
  readonly plans: ReadonlyMap<string, PlannedFlow>;
  /** Errors as "code: message", by the case they are in. */
  readonly errors: ReadonlyMap<string, readonly string[]>;
  readonly remove: () => Promise<void>;
}

/** The command as it is built: `npm run build` comes first. */
export const command = join(import.meta.dirname, "..", "..", "dist", "main.js");
const config = `import { argo, platform } from "millwright";

export default platform({
  definitions: ["flows/*.flow.ts"],
  environments: { meaning: { namespace: "${environment.namespace}", checkpoints: { claim: "${environment.claim}" } } },
  targets: [argo({ version: "4.0" })],
});
`;

/** One platform with all cases, built by the command as users run it. */
export async function buildPlatform(cases: readonly MeaningCase[]): Promise<BuiltPlatform> {
  const root = await mkdtemp(join(tmpdir(), "millwright-meaning-"));
  await writeFile(join(root, "millwright.config.ts"), config);
  await mkdir(join(root, "flows"));
  for (const { name, file } of cases) await cp(file, join(root, "flows", `${name}.flow.ts`));
  const { stdout, stderr } = await runProgram(process.execPath, [command, "build", "--root", root, "--json"], root);
  const folder = join(root, "deploy", "meaning", "argo");
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".yaml") && name !== "kustomization.yaml");
  const manifests = names.map((name) => join(folder, name));
  return {
    root,
    manifests,
    templates: await templatesOf(manifests),
    plans: await plansOf(root),
    errors: errorsOf(stdout, stderr),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

async function templatesOf(manifests: readonly string[]): Promise<ReadonlyMap<string, WorkflowTemplate>> {
  const templates = new Map<string, WorkflowTemplate>();
  for (const manifest of manifests) {
    for (const document of parseAllDocuments(await readFile(manifest, "utf8"))) {
      const data = document.toJS() as { readonly kind?: string; readonly metadata?: { readonly name?: string } } | null;
      if (data?.kind === "WorkflowTemplate" && data.metadata?.name !== undefined)
        templates.set(data.metadata.name, data as unknown as WorkflowTemplate);
    }
  }
  return templates;
}

/** The plans say what the steps' outputs are, and which names in a path are loops. */
async function plansOf(root: string): Promise<ReadonlyMap<string, PlannedFlow>> {
  const { environments } = await compile({ root });
  return new Map(environments.flatMap(({ plans }) => plans.map((plan) => [plan.flow.name, plan] as const)));
}

interface SaidByBuild {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
    readonly file?: string | null;
  }[];
}

function errorsOf(stdout: string, stderr: string): BuiltPlatform["errors"] {
  if (stdout.trim() === "") throw new Error(`The build says nothing:\n${stderr}`);
  const { diagnostics } = JSON.parse(stdout) as SaidByBuild;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return new Map(
    [...Map.groupBy(errors, ({ file }) => (file ?? "").replace(/^.*\/|\.flow\.ts$/g, ""))].map(([name, found]) => [
      name,
      found.map(({ code, message }) => `${code}: ${message}`),
    ]),
  );
}
