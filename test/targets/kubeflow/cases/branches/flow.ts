/** The flow of the case of Argo: the same words, another engine. */
export * from "../../../argo/cases/branches/flow.ts";
