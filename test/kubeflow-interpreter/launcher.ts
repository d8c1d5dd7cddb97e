/** One attempt of a container: what the launcher does around the command. Source: kubeflow/pipelines 2.17.0, backend/src/v2/component/launcher_v2.go */
import { spawn } from "node:child_process";
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import type { Component, ContainerSpec, ExecutorConfig } from "../../targets/kubeflow/schema.ts";
import type { Artifact } from "./metadata.ts";
import { inArguments } from "./on-the-way.ts";
import { textInWord, textOfValue, valueOfText } from "./protobuf.ts";
import type { Inputs } from "./resolve.ts";

export interface AttemptOptions {
  /** The attempt's own folder; its file system, as it were. */
  readonly folder: string;
  readonly component: Component;
  readonly container: ContainerSpec;
  readonly config: ExecutorConfig;
  readonly inputs: Inputs;
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly nextId: () => number;
}

export interface AttemptEnd {
  readonly exitCode: number;
  readonly reason?: string;
  readonly message?: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly artifacts: Readonly<Record<string, Artifact>>;
}

export async function runAttempt(options: AttemptOptions): Promise<AttemptEnd> {
  const { folder, component, config, inputs, nextId } = options;
  const place = (...parts: readonly string[]): string => join(folder, ...parts);
  const outputs = component.outputDefinitions ?? {};
  mkdirSync(place("outputs"), { recursive: true });
  mkdirSync(place("artifacts"), { recursive: true });
  for (const artifact of Object.values(inputs.artifacts).flat()) copyFiles(artifact.kept, place("inputs", String(artifact.id)));
  const environment = environmentOf(options);
  const words = wordsOf(options, place, environment);
  const ended = await runCommand(words, { ...environment, PATH: process.env["PATH"] ?? "" }, folder, config);
  if (ended.exitCode !== 0) return { ...ended, outputs: {}, artifacts: {} };
  try {
    const values = Object.fromEntries(
      Object.entries(outputs.parameters ?? {}).map(([name, { parameterType }]) => [
        name,
        valueOfText(readFileSync(place("outputs", name), "utf8"), parameterType),
      ]),
    );
    const artifacts = Object.fromEntries(
      Object.keys(outputs.artifacts ?? {}).map((name) => {
        const id = nextId();
        const kept = place("kept", name);
        if (existsSync(place("artifacts", name))) copyFiles(place("artifacts", name), kept);
        return [name, { id, uri: `minio://mlpipeline/v2/artifacts/${id}/${name}`, kept }];
      }),
    );
    return { exitCode: 0, outputs: values, artifacts };
  } catch (error) {
    return { exitCode: 1, reason: "Error", message: error instanceof Error ? error.message : String(error), outputs: {}, artifacts: {} };
  }
}

/** Files only, as a store keeps them: folders are what is in their names. */
function copyFiles(from: string, to: string): void {
  if (!existsSync(from)) return;
  if (!statSync(from).isDirectory()) {
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to);
    return;
  }
  for (const name of readdirSync(from)) copyFiles(join(from, name), join(to, name));
}

function environmentOf({ container, config, secrets }: AttemptOptions): Record<string, string> {
  const plain = Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value]));
  const secret = (config.secretAsEnv ?? []).flatMap(({ keyToEnv, secretNameParameter }) =>
    keyToEnv.map(({ envVar, secretKey }) => [envVar, secrets[secretNameParameter.runtimeValue.constant]?.[secretKey] ?? ""] as const),
  );
  const all = { KFP_POD_NAME: "pod", KFP_POD_UID: "uid", ...plain, ...Object.fromEntries(secret) };
  // Values of the environment are expanded, too.
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, name in plain ? inArguments(value, all) : value]));
}

function wordsOf(
  { component, container, inputs }: AttemptOptions,
  place: (...parts: readonly string[]) => string,
  environment: Readonly<Record<string, string>>,
): readonly string[] {
  const fromDriver = [...container.command, ...(container.args ?? [])].map((word) =>
    word.includes("$.outputs") ? word : driverWord(word, inputs),
  );
  const [program = "", ...args] = fromDriver.map((word) => inArguments(word, environment));
  // The launcher has the inputs from an argument of its own.
  const known: Inputs = {
    parameters: JSON.parse(inArguments(JSON.stringify(inputs.parameters), environment)) as Inputs["parameters"],
    artifacts: inputs.artifacts,
  };
  const all = JSON.stringify(executorInput(known, place));
  const placeholders = new Map<string, string>();
  for (const [name, value] of Object.entries(known.parameters)) placeholders.set(`{{$.inputs.parameters['${name}']}}`, textOfValue(value));
  for (const [name, [first]] of Object.entries(known.artifacts))
    if (first !== undefined) placeholders.set(`{{$.inputs.artifacts['${name}'].path}}`, place("inputs", String(first.id)));
  for (const name of Object.keys(component.outputDefinitions?.parameters ?? {}))
    placeholders.set(`{{$.outputs.parameters['${name}'].output_file}}`, place("outputs", name));
  for (const name of Object.keys(component.outputDefinitions?.artifacts ?? {}))
    placeholders.set(`{{$.outputs.artifacts['${name}'].path}}`, place("artifacts", name));
  const launched = args.map((word) => {
    let text = word.replaceAll("{{$}}", () => all);
    for (const [placeholder, value] of placeholders) text = text.replaceAll(placeholder, () => value);
    return text;
  });
  return [program, ...launched];
}

function driverWord(word: string, { parameters }: Inputs): string {
  return word.replace(/\{\{\$\.inputs\.parameters\['(.+?)'\]\}\}/g, (_, name: string) => {
    if (!(name in parameters)) throw new ReferenceError(`parameter "${name}" not found in executor input`);
    return textInWord(parameters[name]);
  });
}

function executorInput({ parameters, artifacts }: Inputs, place: (...parts: readonly string[]) => string) {
  const lists = Object.entries(artifacts).map(([name, list]) => [
    name,
    {
      artifacts: list.map(({ id, uri }) => ({
        name: String(id),
        type: { schemaTitle: "system.Artifact" },
        uri,
        metadata: { display_name: `"uri":"${name}"` },
        customPath: place("inputs", String(id)),
      })),
    },
  ]);
  return { inputs: { parameterValues: parameters, artifacts: Object.fromEntries(lists) }, outputs: {} };
}

function runCommand(
  [program = "", ...args]: readonly string[],
  env: Record<string, string>,
  folder: string,
  { activeDeadlineSeconds }: ExecutorConfig,
): Promise<Pick<AttemptEnd, "exitCode" | "reason" | "message">> {
  const log = openSync(join(folder, "log"), "a");
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: folder, env, stdio: ["ignore", log, log], detached: true });
    let late = false;
    const end = (name: NodeJS.Signals): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, name);
      } catch {
        // It has ended already.
      }
    };
    const deadline =
      activeDeadlineSeconds === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            end("SIGTERM");
            setTimeout(() => end("SIGKILL"), 1_000).unref();
          }, Number(activeDeadlineSeconds) * 1_000);
    const ended = (exitCode: number, message: string): void => {
      clearTimeout(deadline);
      closeSync(log);
      const reason = late ? "DeadlineExceeded" : exitCode === 0 ? undefined : "Error";
      resolve({ exitCode, ...(reason !== undefined && { reason, message }) });
    };
    child.once("error", (error) => ended(127, error.message));
    child.once("exit", (code, name) =>
      ended(code ?? 128 + (name === null ? 0 : constants.signals[name]), readFileSync(join(folder, "log"), "utf8").slice(-500)),
    );
  });
}
