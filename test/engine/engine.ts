import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../conformance/run-program.ts";
import { compressedNodes, type StoredWorkflow } from "./compressed-nodes.ts";
import type { EngineRun } from "./nodes.ts";

/** A started Argo controller with all that it needs. */
export interface Engine {
  /** Stores definitions; throws with the server's words where it refuses them. */
  readonly apply: (files: readonly string[]) => Promise<void>;
  readonly run: (request: EngineRequest) => Promise<EngineRun>;
  /** Runs kubectl; gives what it printed. */
  readonly kubectl: (words: readonly string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface EngineRequest {
  readonly namespace: string;
  /** The name of the run; a finished one of the same name is removed first. */
  readonly name: string;
  readonly template: string;
  /** Started by the CronWorkflow of that name instead. */
  readonly scheduled: boolean;
  readonly params: readonly (readonly [name: string, value: string])[];
  readonly answers: readonly string[];
  readonly seconds: number;
}

/** Starts the engine that is built in `programs`, in a folder of its own: several can run side by side. */
export async function startEngine(programs: string): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), "millwright-engine-"));
  const engine = (...words: readonly string[]) =>
    runProgram(join(programs, "engine"), words, folder, { ENGINE_DIR: join(folder, "state"), ENGINE_BIN: programs });
  const up = await engine("up");
  if (up.status !== 0) throw new Error(`The engine does not start:\n${up.stderr}`);
  const stored = async (namespace: string, name: string): Promise<StoredWorkflow> => {
    const { stdout } = await engine("kubectl", "get", "workflow", name, "-n", namespace, "-o", "json");
    // A run that a CronWorkflow started has another name.
    return stdout.trim() === "" ? { metadata: { name } } : (JSON.parse(stdout) as StoredWorkflow);
  };
  return {
    async apply(files) {
      const { status, stderr } = await engine("apply", ...files);
      if (status !== 0) throw new Error(stderr.trim());
    },
    async run({ namespace, name, template, scheduled, params, answers, seconds }) {
      const given = params.flatMap(([param, value]) => ["-p", `${param}=${value}`]);
      const answered = answers.flatMap((answer) => ["--answer", answer]);
      const what = [scheduled ? "--cron" : "--template", template, "--namespace", namespace, "--name", name];
      const { status, stdout, stderr } = await engine("run", ...what, ...given, ...answered, "--timeout", `${seconds}s`, "--times");
      // What ends the engine ends all that runs in its namespaces, without a word.
      if (status === null)
        throw new Error(`the engine is gone; its log ends: ${await endOfLog(join(folder, "state", "log", "engine.log"))}`);
      if (status === 2) throw new Error(stderr.trim());
      const run = JSON.parse(stdout) as EngineRun;
      return run.nodes.length > 0 ? run : { ...run, nodes: compressedNodes(await stored(namespace, name)) };
    },
    async kubectl(words) {
      const { status, stdout, stderr } = await engine("kubectl", ...words);
      if (status !== 0) throw new Error(stderr.trim());
      return stdout;
    },
    async stop() {
      await engine("down");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function endOfLog(file: string): Promise<string> {
  return (await readFile(file, "utf8").catch(() => "")).trim().split("\n").slice(-5).join("; ");
}

/** Writes manifests that are not the compiler's: what a cluster has before any flow is applied. */
export async function writeManifests(file: string, manifests: readonly unknown[]): Promise<void> {
  await writeFile(file, manifests.map((manifest) => JSON.stringify(manifest)).join("\n---\n"));
}
