import fs from "node:fs";
import path from "node:path";
import { importedRun } from "../../remediation/history/import-runs.ts";
import { readRuns } from "../../runs/read/read-runs.ts";
import { type Context, exit } from "../context.ts";
import { note, print, printJson } from "../output.ts";
import { compileProject } from "../project.ts";
import { openRuns, withRuns } from "../runs/open-runs.ts";
import { readMeasures } from "../runs/read-measures.ts";
import { unreadableInput } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface RunsImportFlags {
  readonly root?: string;
  readonly env?: string;
  readonly flow?: string;
  readonly step?: string;
  readonly metrics?: readonly string[];
  readonly json?: boolean;
}

/**
 * Keeps records of runs that engines tell of; doing it again changes nothing
 *
 * Exits 1 where something tells of a run that cannot be kept. Throws cli/no-config, cli/unknown-environment, cli/unreadable-input.
 */
export async function runsImport(this: Context, flags: RunsImportFlags, ...inputs: readonly string[]): Promise<void> {
  for (const name of inputs) {
    if (name !== "-" && !fs.existsSync(path.resolve(this.folder, name)))
      throw new UsageError(unreadableInput.at(null, { name, problem: "does not exist" }));
  }
  const measures = await readMeasures(this, flags.metrics ?? []);
  const { root, compiled } = await compileProject(
    this,
    { ...(flags.root !== undefined && { root: flags.root }), ...(flags.env !== undefined && { env: [flags.env] }) },
    { withoutPlans: true },
  );
  const store = openRuns(this, root, compiled.configuration);
  const environments = compiled.configuration?.environments ?? [];
  const kept: {
    readonly id: string;
    readonly flow: string;
    readonly environment: string;
    readonly status: string;
    readonly kept: string;
  }[] = [];
  const refused: { readonly id: string; readonly problem: string }[] = [];
  const paths = inputs.map((name) => (name === "-" ? name : path.resolve(this.folder, name)));
  const options = {
    standardInput: this.standardInput ?? nothing(),
    onUnread: ({ name, problem }: { readonly name: string; readonly problem: string }) => note(this, `warning: "${name}" ${problem}.`),
  };
  await withRuns(this, async () => {
    for await (const run of readRuns(paths, options)) {
      const known = { ...(flags.flow !== undefined && { flow: flags.flow }), ...(flags.step !== undefined && { step: flags.step }) };
      const imported = importedRun(run, { environments, measures, ...known, ...(flags.env !== undefined && { environment: flags.env }) });
      if ("problem" in imported) {
        refused.push(imported);
        continue;
      }
      const { id, flow, environment, status } = imported.record;
      kept.push({ id, flow, environment, status, kept: await store.keep(imported.record, imported.isPart) });
    }
  });
  if (refused.length > 0) this.process.exitCode = exit.findings;
  if (flags.json === true) printJson(this, { store: store.name, runs: kept, refused });
  else {
    for (const run of kept) print(this, `${run.kept.padEnd(7)} ${run.id} of ${run.flow} in ${run.environment}: ${run.status}`);
    for (const { id, problem } of refused) print(this, `refused ${id} ${problem}`);
    print(this, `${kept.length} ${kept.length === 1 ? "run" : "runs"} in ${store.name}`);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
