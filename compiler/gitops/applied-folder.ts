import type { WrittenByCluster } from "../../targets/target.ts";
import type { Environment } from "../program.ts";

/** A folder that is applied to the cluster of an environment. */
export interface AppliedFolder {
  readonly environment: Environment;
  /** Relative to the top of the repository. */
  readonly path: string;
  /** "ml-platform-prod-argo". */
  readonly name: string;
  readonly writtenByCluster: readonly WrittenByCluster[];
}
