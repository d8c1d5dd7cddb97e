import type { SelectFlags } from "../select-definitions.ts";

export interface BuildFlags extends SelectFlags {
  readonly target?: readonly string[];
  readonly out?: string;
  readonly check?: boolean;
  readonly full?: boolean;
  readonly why?: string;
  readonly json?: boolean;
  readonly format?: "human" | "json";
  readonly watch?: boolean;
}
