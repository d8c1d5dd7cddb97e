/**
 * What Prometheus measured of pods: answers to range queries, or to instant ones, of the metrics that are understood
 *
 * Source: Prometheus HTTP API v1 (query_range); cAdvisor (container_memory_working_set_bytes), DCGM exporter (DCGM_FI_DEV_GPU_UTIL in
 * percent, DCGM_FI_DEV_FB_USED in MiB).
 */
import { at, listAt, membersAt, textAt } from "../read/shape.ts";

/** What was measured of one pod. */
export interface PodMeasures {
  readonly peakMemoryBytes?: number;
  readonly peakGpuMemoryBytes?: number;
  /** 0 to 1. */
  readonly gpuUse?: number;
}

/** By "namespace/pod"; series that do not say their namespace are by "/pod". */
export type Measures = ReadonlyMap<string, PodMeasures>;

interface Series {
  readonly key: string;
  readonly container: string | undefined;
  readonly values: readonly number[];
}

type Read = (series: readonly Series[]) => PodMeasures;

/** By the name of the metric. An expression such as a rate has none, so that nothing tells what it measured. */
const known: Readonly<Record<string, Read>> = {
  container_memory_working_set_bytes: (series) => ({
    peakMemoryBytes: most(mainOf(series)),
  }),
  container_memory_rss: (series) => ({ peakMemoryBytes: most(mainOf(series)) }),
  DCGM_FI_DEV_GPU_UTIL: (series) => ({ gpuUse: mean(series.flatMap(({ values }) => values)) / 100 }),
  DCGM_FI_DEV_FB_USED: (series) => ({ peakGpuMemoryBytes: most(series) * 2 ** 20 }),
};

/** The measures of an answer; undefined where it is none, or tells of no pod. */
export function measuresIn(document: unknown): Measures | undefined {
  if (textAt(document, "status") !== "success") return undefined;
  const results = listAt(document, "data", "result").flatMap((one) => seriesOf(one) ?? []);
  if (results.length === 0) return undefined;
  const names = [...new Set(results.map(({ name }) => name))];
  const found = names.map((name) =>
    ofMetric(
      name,
      results.filter((one) => one.name === name),
    ),
  );
  return joinMeasures(found);
}

/** Several as one; of what two say the first counts. */
export function joinMeasures(all: readonly Measures[]): Measures {
  const joined = new Map<string, PodMeasures>();
  for (const measures of all) for (const [key, one] of measures) joined.set(key, { ...one, ...joined.get(key) });
  return joined;
}

function seriesOf(result: unknown): (Series & { readonly name: string }) | undefined {
  const pod = textAt(result, "metric", "pod") ?? textAt(result, "metric", "exported_pod") ?? textAt(result, "metric", "pod_name");
  if (pod === undefined) return undefined;
  const isExported = textAt(result, "metric", "pod") === undefined;
  const namespace = textAt(result, "metric", isExported ? "exported_namespace" : "namespace") ?? "";
  const points = [...listAt(result, "values"), ...(Array.isArray(at(result, "value")) ? [at(result, "value")] : [])];
  const values = points.flatMap((point) => numberOf(point) ?? []);
  const container = textAt(result, "metric", "container") ?? textAt(result, "metric", "exported_container");
  if (values.length === 0 || (container === undefined && isSandbox(result))) return undefined;
  return { name: textAt(result, "metric", "__name__") ?? "", key: `${namespace}/${pod}`, container, values };
}

/** cAdvisor's sums over a whole pod have an image of none of its containers. */
function isSandbox(result: unknown): boolean {
  return membersAt(result, "metric").some(([name]) => name === "image") && textAt(result, "metric", "image") === undefined;
}

function numberOf(point: unknown): number | undefined {
  const value = Array.isArray(point) ? Number(point[1]) : Number.NaN;
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

function ofMetric(name: string, all: readonly Series[]): Measures {
  const read = known[name];
  if (read === undefined) return new Map();
  const keys = [...new Set(all.map(({ key }) => key))];
  return new Map(
    keys.flatMap((key) => {
      const own = read(all.filter((one) => one.key === key));
      return Object.values(own).some((value) => Number.isFinite(value)) ? [[key, own] as const] : [];
    }),
  );
}

/** Containers that an engine puts beside the step's own. */
const besides = new Set(["POD", "wait", "init", "istio-proxy", "linkerd-proxy", "kfp-launcher"]);

function mainOf(series: readonly Series[]): readonly Series[] {
  const main = series.filter(({ container }) => container === "main");
  if (main.length > 0) return main;
  const own = series.filter(({ container = "" }) => !besides.has(container));
  return own.length > 0 ? own : series;
}

/** Not by spreading: a day by the second is more than a call takes. */
function most(series: readonly Series[]): number {
  return series.flatMap(({ values }) => values).reduce((peak, value) => Math.max(peak, value), 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
