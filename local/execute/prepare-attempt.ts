/** Everything that a command needs before it is started, whatever carries it out. */
import fs from "node:fs";
import { typeOf } from "../../compiler/link/type-of.ts";
import type { EnvironmentValue } from "../../compiler/program.ts";
import { parseDuration } from "../../schema/words/quantities.ts";
import type { Known } from "../evaluate-expression.ts";
import type { GivenKeys } from "../given-keys.ts";
import type { AttemptDetails } from "../scheduler/instance.ts";
import type { AttemptStart } from "../scheduler/machine.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { type ArtifactKinds, type AttemptFolder, openAttemptFolder, placeInputs } from "./attempt-folder.ts";

export interface AttemptOptions {
  readonly runId: string;
  /** Absolute path of the run's folder. */
  readonly run: string;
  /** Where commands are started. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A key of a secret or config map; undefined where nobody gave it. */
  readonly keyOf: GivenKeys;
  readonly redactor: Redactor;
}

export interface PreparedAttempt {
  readonly folder: AttemptFolder;
  readonly words: readonly string[];
  /** What the step declares; nothing of this machine's. */
  readonly env: Readonly<Record<string, string>>;
  /** Names of those variables that hold a key of a secret. */
  readonly secrets: readonly string[];
  readonly details: AttemptDetails;
  readonly graceMs: number;
}

const defaultGrace = 30_000;

/** Makes the attempt's folder, puts its inputs there and works its texts out; `seen` says where the command sees a file. Throws `EvaluationFault`. */
export async function prepareAttempt(
  begin: AttemptStart,
  { run, keyOf }: Pick<AttemptOptions, "run" | "keyOf">,
  seen: (folder: AttemptFolder) => Known["path"] = (folder) => folder.path,
): Promise<PreparedAttempt> {
  const { instance, planned, textOf } = begin;
  const { node } = planned;
  const folder = openAttemptFolder(run, instance.path, instance.attempts.length - 1);
  await placeInputs(run, planned, begin.inputs, artifactKinds(begin), folder.path);
  if (node.checkpoint) fs.mkdirSync(folder.checkpoint, { recursive: true });
  const pathOf = seen(folder);
  const value = (of: EnvironmentValue): string => {
    if (typeof of === "string" || "op" in of) return textOf(of, pathOf);
    return ("secret" in of ? keyOf("secret", of.secret, of.key) : keyOf("configMap", of.configMap, of.key)) ?? "";
  };
  const variables = Object.entries(node.env);
  return {
    folder,
    words: (planned.command ?? []).map((word) => textOf(word, pathOf)),
    env: Object.fromEntries(variables.map(([name, of]) => [name, value(of)])),
    secrets: variables.flatMap(([name, of]) => (typeof of === "object" && "secret" in of ? [name] : [])),
    details: {
      log: folder.log,
      image: node.image.reference,
      ...(node.resources.memory !== undefined && { limits: { memory: node.resources.memory } }),
    },
    graceMs: (node.terminationGrace === undefined ? undefined : parseDuration(node.terminationGrace)) ?? defaultGrace,
  };
}

function artifactKinds({ flow, planned }: AttemptStart): ArtifactKinds {
  return (input) => {
    const source = planned.node.inputs[input];
    const type = source === undefined ? undefined : typeOf(source, flow).type;
    return type === "artifact" || type === "artifacts" ? type : undefined;
  };
}
