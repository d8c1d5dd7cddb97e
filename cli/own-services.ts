import { invariant } from "../compiler/invariant.ts";
import type { Services } from "./services.ts";

/** The services that the command itself uses: each loads its part of Millwright when it is first called. */
export function ownServices(): Services {
  return {
    compile: () => waiting("compile"),
    planWrite: () => waiting("planWrite"),
    render: () => waiting("render"),
    toJson: () => waiting("toJson"),
    applyFixes: () => waiting("applyFixes"),
    pages: () => waiting("pages"),
    stateOf: () => waiting("stateOf"),
    readBase: async (root, reference) => (await import("../compiler/git/base-tree.ts")).readBase(root, reference),
    readToml: () => waiting("readToml"),
  };
}

function waiting(part: string): never {
  invariant(false, `"${part}" is part of this build`);
}
