import type { DefinitionRecord } from "../../record.ts";
import { definition, recordProblems } from "../../recording/recording.ts";
import { callSites } from "../../recording/sites.ts";
import { definitionName } from "../../values/definition-name.ts";
import { plain } from "../../values/plain.ts";
import type { Capacities, GpuPool, GpuPoolOptions } from "./language.ts";

/**
 * Declares a pool of GPU nodes
 *
 * Steps name it by value: `gpu: { pool: h100, count: 8 }`. Reports validate/… where an option is not of its type.
 */
export function gpuPool<const N extends string, const C extends Capacities>(
  name: N,
  options: GpuPoolOptions<C>,
): GpuPool<N, keyof C & string> {
  const calls = callSites();
  const { value, problems } = recordProblems(() => ({ name: definitionName("pool", name), options: plain(options ?? {}, [1]) }));
  const record: DefinitionRecord & { readonly options: unknown } = {
    kind: "gpuPool",
    name: value.name,
    calls,
    problems,
    options: value.options,
  };
  return definition(record, { kind: "gpuPool", name, capacity: "" as keyof C & string });
}
