import type { Target } from "../target.ts";
import { emit, together } from "./emit.ts";
import type { ArgoPart } from "./lower/access.ts";
import { lower } from "./lower.ts";
import { type ArgoOptions, argoOptions } from "./options.ts";
import { fileSize } from "./rules/workflow-size.ts";
import type { ArgoDocuments } from "./schema.ts";
import { supports } from "./supports.ts";

/** Argo Workflows 3.7, 4.0 and 4.1. */
export const argo: Target<ArgoOptions, ArgoDocuments, ArgoPart> = {
  name: "argo",
  title: "Argo Workflows",
  versions: "3.7, 4.0, 4.1",
  documentation: "https://argo-workflows.readthedocs.io/",
  options: argoOptions,
  supports,
  lower,
  emit,
  checkFiles: fileSize,
  together,
};
