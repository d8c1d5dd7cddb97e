/** Definitions as phase 2 hands them on: well-formed, with their places, not yet joined to each other. */

import type { NodeOptions } from "../../schema/kinds/flow/node-record.ts";
import type { FlowOptionsRecord, ScheduleFields } from "../../schema/kinds/flow/record.ts";
import type { BodyRecord, ResultRecord } from "../../schema/kinds/flow/recorder.ts";
import type { GpuPoolRecordOptions } from "../../schema/kinds/gpu-pool/record.ts";
import type { CallNumbers, Site } from "../../schema/record.ts";
import type { AfterRecord } from "../../schema/values/node-handle.ts";
import type { ParamRecord } from "../../schema/values/value-type.ts";
import type { Origin } from "../program.ts";

/** Gives the site that the child's numbers mean; undefined where the child named no such file. */
export type Sites = (call: CallNumbers) => Site | undefined;

/** A record as phase 1 hands it on: hostile plain JSON. */
export interface LoadedRecord {
  /** The file that exports it, relative to the root. */
  readonly file: string;
  readonly exportName: string;
  readonly record: unknown;
  readonly sites: Sites;
}

interface DefinitionBase {
  readonly name: string;
  readonly origin: Origin;
  readonly sites: Sites;
  /** Whether an error in it was reported: it is linked, but not planned. */
  readonly broken: boolean;
  /** Options that were reported and left out: nobody may speak of their absence. */
  readonly unknown: readonly string[];
}

export interface FlowDefinition extends DefinitionBase {
  readonly kind: "flow";
  readonly options: FlowOptionsRecord;
  readonly params: { readonly [name: string]: ParamRecord };
  readonly schedules: readonly ScheduleFields[];
  readonly nodes: readonly NodeDefinition[];
  readonly bodies: readonly BodyRecord[];
  readonly result: ResultRecord;
}

export interface PoolDefinition extends DefinitionBase {
  readonly kind: "gpuPool";
  readonly options: GpuPoolRecordOptions;
}

export type Definition = FlowDefinition | PoolDefinition;

export type NodeDefinition = { readonly [K in keyof NodeOptions]: NodeDefinitionOf<K> }[keyof NodeOptions];

export interface NodeDefinitionOf<K extends keyof NodeOptions> {
  readonly kind: K;
  readonly name: string;
  readonly calls: readonly Site[];
  readonly body: number;
  readonly after: readonly AfterRecord[];
  readonly options: NodeOptions[K];
  readonly unknown: readonly string[];
}
