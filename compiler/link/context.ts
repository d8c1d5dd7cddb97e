/** What linking a flow needs of its surroundings. */
import type { Site } from "../../schema/record.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { LockedImages } from "../images.ts";
import type { Environment, Flow } from "../program.ts";
import type { FlowDefinition, PoolDefinition } from "../validate/definition.ts";

/** What the config and the loader know. */
export interface LinkConfig {
  /** Names of the targets that the config has. */
  readonly targets: readonly string[];
  /** Names of all environments of the config. */
  readonly environments: readonly string[];
  readonly images: LockedImages;
  /** Texts of the files that scripts name, by their path relative to the root. */
  readonly scriptSources: ReadonlyMap<string, string>;
  /** Definitions ("flow:churn") that were reported and left out: a reference to one is not reported again. */
  readonly leftOut: ReadonlySet<string>;
}

/** A definition that another one names: by name, and by the file in which it was made. */
export interface Named {
  readonly name: string;
  readonly calls: readonly Site[];
}

export interface LinkContext {
  readonly environment: Environment;
  readonly config: LinkConfig;
  readonly findFlow: (named: Named) => FlowDefinition | undefined;
  readonly findPool: (named: Named) => PoolDefinition | undefined;
  /** The linked flow of a definition; undefined where it is left out in this environment, or calls back. */
  readonly linked: (definition: FlowDefinition) => Flow | undefined;
  readonly report: (diagnostic: Diagnostic) => void;
}
