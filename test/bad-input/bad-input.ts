/** Input that no user should need to write, and somebody will. */
import type { Files } from "../support/folder.ts";

export interface BadInput {
  readonly title: string;
  /** Beside a sound config, unless they hold one of their own. */
  readonly files: Files;
  /** `file:line:column code` of each error, in order. */
  readonly finds: readonly string[];
}

export const soundConfig = `import { argo, platform } from "millwright";
export default platform({
  definitions: ["flows/*.flow.ts"],
  environments: { prod: { namespace: "ml" } },
  targets: [argo()],
});
`;

export const image = "registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/** A file of one flow of one step. */
export function soundFlow(name: string): string {
  return `import { flow } from "millwright";
export const made = flow(${JSON.stringify(name)}, { owner: "ml" }, ({ step }) => {
  step("a", { image: "${image}", command: () => ["a"] });
});
`;
}
