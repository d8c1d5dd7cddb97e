import type { Target } from "../target.ts";
import { check } from "./check.ts";
import { emit } from "./emit.ts";
import { lower } from "./lower.ts";
import { type MaestroOptions, maestroOptions } from "./options.ts";
import type { WorkflowRequest } from "./schema.ts";
import { supports } from "./supports.ts";

/** Netflix Maestro, by its API v3. */
export const maestro: Target<MaestroOptions, WorkflowRequest> = {
  name: "maestro",
  title: "Netflix Maestro",
  versions: "API v3",
  documentation: "https://github.com/Netflix/maestro",
  options: maestroOptions,
  supports,
  check,
  lower,
  emit,
};
