/** The check of the platform's record. */
import {
  type PlatformRecordOptions,
  platformFrame,
  platformOptions,
  type RemediationRecord,
  type RunsRecord,
} from "../../schema/kinds/platform/record.ts";
import type { Site } from "../../schema/record.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Environment } from "../program.ts";
import type { LoadedRecord } from "./definition.ts";
import { read } from "./repair.ts";
import { forged, isUnsafe, readFrame } from "./validate-record.ts";

/** What millwright.config.ts says, with its defaults filled in. */
export interface Configuration {
  readonly calls: readonly Site[];
  readonly definitions: readonly string[];
  /** Relative to the folder of the config. */
  readonly output: string;
  /** In the order of the config; the first is the default of commands that run things. */
  readonly environments: readonly Environment[];
  readonly targets: readonly TargetChoice[];
  /** What applies the artifacts from git; its options are not checked yet. */
  readonly gitops?: GitopsChoice;
  /** What is done about failed runs; empty where the config says nothing of it. */
  readonly remediation: RemediationRecord;
  readonly runs: RunsRecord;
  readonly rules: Readonly<Record<string, "error" | "warning" | "off">>;
}

export interface GitopsChoice {
  readonly tool: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface TargetChoice {
  readonly target: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly external: boolean;
}

/** The configuration that a record describes; undefined where it cannot be gone by. */
export function validatePlatform(loaded: LoadedRecord): {
  readonly configuration?: Configuration;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (isUnsafe(loaded.record))
    return { diagnostics: [forged(loaded, 'it holds a key such as "__proto__" or half a character, or is nested without end')] };
  const framed = readFrame(platformFrame, loaded);
  if ("code" in framed) return { diagnostics: [framed] };
  const { frame, id, calls } = framed;
  const options = read(
    platformOptions,
    frame.options,
    { said: "The platform", definition: id, at: (path) => ({ calls, path: [0, ...path] }) },
    {},
  );
  const diagnostics = [...framed.diagnostics, ...options.diagnostics];
  return options.value === undefined ? { diagnostics } : { diagnostics, configuration: configurationOf(options.value, calls) };
}

function configurationOf(
  { definitions, output = "deploy", environments, targets, gitops, remediation = {}, runs = {}, rules = {} }: PlatformRecordOptions,
  calls: readonly Site[],
): Configuration {
  return {
    calls,
    definitions,
    output,
    environments: Object.entries(environments).map(
      ([name, { serviceAccount = "default", namePrefix = "", namespace, artifacts, checkpoints }]) => ({
        name,
        namespace,
        serviceAccount,
        namePrefix,
        ...(artifacts !== undefined && { artifacts }),
        ...(checkpoints !== undefined && { checkpoints }),
      }),
    ),
    targets: targets.map(({ target, options: given, external = false }) => ({ target, options: given, external })),
    ...(gitops !== undefined && { gitops }),
    remediation,
    runs,
    rules,
  };
}
