import { existsSync } from "node:fs";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "./run-program.ts";

/** An error that the compiler found in a definition; lines and columns count from 1. */
export interface Finding {
  readonly code: string;
  readonly line: number;
  readonly column: number;
}

const ownCommand = join(import.meta.dirname, "..", "..", "dist", "main.js");
const definitionFile = "broken.flow.ts";

const config = `import { argo, platform } from "millwright";
export default platform({ definitions: ["*.flow.ts"], environments: { prod: { namespace: "ml" } }, targets: [argo()] });
`;

export function hasCompiler(): boolean {
  return existsSync(ownCommand);
}

/**
 * The errors that `check` reports in a definition, in a platform of its own. Throws when the command crashes or refuses its arguments:
 * no definition may make it do that.
 */
export async function diagnose(
  source: string,
  beside: Readonly<Record<string, string>> = {},
  command = ownCommand,
): Promise<readonly Finding[]> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "millwright-broken-")));
  try {
    for (const [name, text] of Object.entries({ ...beside, "millwright.config.ts": config, [definitionFile]: source })) {
      await writeFile(join(folder, name), text);
    }
    const outcome = await runProgram(process.execPath, [command, "check", "--json", "--root", folder], folder);
    if (outcome.status !== 0 && outcome.status !== 1) throw new Error(`check ended with ${outcome.status}: ${outcome.stderr.trim()}`);
    return errorsIn(JSON.parse(outcome.stdout), outcome.status);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface CheckReport {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: "error" | "warning";
    readonly file: string | null;
    readonly line: number | null;
    readonly column: number | null;
  }[];
}

function errorsIn(report: CheckReport, status: number): readonly Finding[] {
  const errors = report.diagnostics.filter((each) => each.severity === "error");
  if (errors.length > 0 !== (status === 1)) throw new Error(`check ended with ${status} but reports ${errors.length} errors`);
  return errors.map((each) => {
    const here = each.file?.endsWith(definitionFile) === true;
    return { code: each.code, line: here ? (each.line ?? 0) : 0, column: here ? (each.column ?? 0) : 0 };
  });
}
