import type { Environment, Flow } from "../../../compiler/program.ts";

/** The id of a flow's workflow: environments that share a server differ by their prefixes. */
export function idOfWorkflow({ name }: Flow, { namePrefix }: Environment): string {
  return `${namePrefix}${name}`;
}
