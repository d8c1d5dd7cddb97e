/** The check of a GPU pool's record. */
import { gpuPoolFrame, gpuPoolOptions } from "../../schema/kinds/gpu-pool/record.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { LoadedRecord, PoolDefinition } from "./definition.ts";
import { shorten } from "./found.ts";
import { read } from "./repair.ts";
import { nameProblem, readFrame } from "./validate-record.ts";

export interface ValidatedPool {
  readonly id?: string;
  readonly definition?: PoolDefinition;
  readonly diagnostics: readonly Diagnostic[];
}

const standIns: Readonly<Record<string, unknown>> = {
  accelerator: "unknown",
  node: { machine: "unknown", gpus: 16, cpu: 1_000_000, memory: "1000000Ti" },
  capacity: {},
  provider: { karpenter: { nodeClass: "unknown" } },
};

/** The pool that a record describes, with all that is wrong in it. */
export function validatePool(loaded: LoadedRecord): ValidatedPool {
  const framed = readFrame(gpuPoolFrame, loaded);
  if ("code" in framed) return { diagnostics: [framed] };
  const { frame, id, calls } = framed;
  const options = read(
    gpuPoolOptions,
    frame.options,
    { said: `Pool "${shorten(frame.name)}"`, definition: id, at: (path) => ({ calls, path: [1, ...path] }) },
    standIns,
  );
  const named = nameProblem(frame.name, "a pool", calls, [0], id);
  const diagnostics = [...framed.diagnostics, ...(named === undefined ? [] : [named]), ...options.diagnostics];
  if (options.value === undefined) return { id, diagnostics };
  const definition: PoolDefinition = {
    kind: "gpuPool",
    name: frame.name,
    origin: { file: loaded.file, exportName: loaded.exportName, calls },
    sites: loaded.sites,
    broken: diagnostics.length > 0 || options.unknown.length > 0,
    unknown: options.unknown,
    options: options.value,
  };
  return { id, definition, diagnostics };
}
