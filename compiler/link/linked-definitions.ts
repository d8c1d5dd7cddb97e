import type { Flow } from "../program.ts";
import type { FlowDefinition, PoolDefinition } from "../validate/definition.ts";

/** What definitions became in one environment. */
export interface LinkedDefinitions {
  readonly flows: ReadonlyMap<FlowDefinition, Flow>;
  readonly pools: ReadonlySet<PoolDefinition>;
  /** Flows about which nothing was said: another environment may take them over. */
  readonly clean: ReadonlySet<Flow>;
}
