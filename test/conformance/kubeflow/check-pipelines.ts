import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeYamlDocuments } from "../../../compiler/text/yaml.ts";
import type { Result } from "../result.ts";
import { runProgram } from "../run-program.ts";
import { breakPipeline, brokenPipelines } from "./broken-pipelines.ts";

interface Verdict {
  readonly file: string;
  readonly name: string;
  readonly problems: readonly { readonly by: string; readonly message: string }[];
}

const program = join(import.meta.dirname, "check.py");

async function judge(python: string, files: readonly string[]): Promise<readonly Verdict[]> {
  const { status, stdout, stderr } = await runProgram(python, [program, ...files], import.meta.dirname);
  if (status !== 0) throw new Error(`check.py ended with ${status}:\n${stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Verdict);
}

/** Every pipeline that the repository has committed, as document and as object, by Kubeflow's messages and the SDK's loader. */
export async function checkPipelines(python: string | { readonly reason: string }, root: string): Promise<readonly Result[]> {
  const files = await pipelineFiles(root);
  if (typeof python !== "string") return files.map((title) => ({ title, outcome: "skipped", detail: python.reason }));
  const verdicts = await judge(
    python,
    files.map((file) => join(root, file)),
  );
  return verdicts.map(({ name, problems }, index) => resultOf(`${files[index] ?? ""} ${name}`, problems));
}

function resultOf(title: string, problems: Verdict["problems"]): Result {
  if (problems.length === 0) return { title, outcome: "passed" };
  return { title, outcome: "failed", detail: problems.map(({ by, message }) => `${by}: ${message}`).join("; ") };
}

/** Each way to break a pipeline is refused by the layer that the table names, or by none: shows that the check can fail at all. */
export async function checkBroken(python: string | { readonly reason: string }): Promise<readonly Result[]> {
  if (typeof python !== "string")
    return brokenPipelines.map(({ broken }) => ({ title: broken, outcome: "skipped", detail: python.reason }));
  const folder = await mkdtemp(join(tmpdir(), "millwright-pipelines-"));
  try {
    await mkdir(folder, { recursive: true });
    const files = await Promise.all(
      brokenPipelines.map(async (one, index) => {
        const { pipeline, platform } = breakPipeline(one);
        const file = join(folder, `${index}.yaml`);
        await writeFile(file, writeYamlDocuments([pipeline, platform]));
        return file;
      }),
    );
    const verdicts = await judge(python, files);
    return brokenPipelines.map(({ broken, upstream }, index) => {
      const found = verdicts[index]?.problems[0];
      if ((found?.by ?? null) === upstream) return { title: broken, outcome: "passed" };
      return {
        title: broken,
        outcome: "failed",
        detail: `expected ${upstream ?? "nothing"}, found ${found === undefined ? "nothing" : `${found.by}: ${found.message}`}`,
      };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Files with pipelines, relative to the root: in folders named after the target, the documents and the objects. */
async function pipelineFiles(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const below of ["examples", join("test", "targets", "kubeflow")])
    for (const file of await readdir(join(root, below), { recursive: true }).catch(() => []))
      if (/(^|[\\/])(kubeflow|expected)[\\/][^\\/]+\.yaml$/.test(file) && !file.endsWith("kustomization.yaml") && isOurs(below, file))
        found.push(join(below, file));
  return found.sort();
}

function isOurs(below: string, file: string): boolean {
  return below !== "examples" || /[\\/]kubeflow[\\/]/.test(file);
}
