/** The whole platform: which flow calls which, and what runs on which pool. */
import { type Flow, type GpuPool, isStep, type Program } from "../program.ts";
import { clip } from "./clip.ts";
import { dot } from "./dot.ts";
import { type Box, boxesIn, type Edge, type Item, type Picture } from "./picture.ts";

/** The platform's lineage as DOT text: flows by owner, pools, calls and the use of GPUs. */
export function drawPlatform(program: Program): string {
  return dot(platformPicture(program));
}

function platformPicture({ environment, flows, pools }: Program): Picture {
  const ids = new Map(flows.map((flow, index) => [identity(flow.name, flow.origin.file), `f${index}`]));
  const poolIds = new Map(pools.map((pool, index) => [pool.name, `p${index}`]));
  const owners = [...new Set(flows.map(({ owner }) => owner))].sort();
  const items: Item[] = owners.map((owner, index) => ({
    id: `o${index}`,
    look: "area",
    label: owner,
    tooltip: `flows of ${owner}`,
    items: flows.filter((flow) => flow.owner === owner).map((flow) => flowBox(flow, ids.get(identity(flow.name, flow.origin.file)) ?? "")),
  }));
  if (pools.length > 0)
    items.push({
      id: "pools",
      look: "area",
      label: "GPU pools",
      tooltip: "GPU pools",
      items: pools.map((pool) => poolBox(pool, poolIds.get(pool.name) ?? "")),
    });
  const edges = flows.flatMap((flow) => {
    const from = ids.get(identity(flow.name, flow.origin.file)) ?? "";
    return [...callEdges(flow, from, ids), ...poolEdges(flow, from, poolIds)];
  });
  if (items.length === 0) items.push({ id: "e0", look: "nothing", name: "no definitions", notes: [], tooltip: "no definitions" });
  return {
    title: `Environment ${environment.name}`,
    lines: [
      [
        count(flows.length, "flow"),
        ...(pools.length === 0 ? [] : [count(pools.length, "GPU pool")]),
        `namespace ${environment.namespace}`,
      ].join(" · "),
    ],
    items,
    edges: [...edges, ...rows(items, edges)],
  };
}

function identity(name: string, file: string): string {
  return JSON.stringify([name, file]);
}

function count(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${number} ${what}s`;
}

/** What counts as a step: handlers, loops and branches do not. */
const stepKinds: ReadonlySet<string> = new Set(["step", "script", "spark", "approval", "call"]);

function flowBox(flow: Flow, id: string): Box {
  const steps = flow.nodes.filter(({ kind }) => stepKinds.has(kind)).length;
  return {
    id,
    look: "flow",
    name: clip(flow.name, 60),
    notes: [count(steps, "step"), ...flow.schedules.map(({ cron, timezone }) => clip(`${cron} (${timezone})`, 48))],
    tooltip: [flow.origin.file, ...(flow.description === undefined ? [] : [flow.description])].join(" – "),
  };
}

function poolBox(pool: GpuPool, id: string): Box {
  return {
    id,
    look: "pool",
    name: clip(pool.name, 60),
    notes: [clip(pool.accelerator, 48), `${pool.node.gpus} a node · ${Object.keys(pool.capacity).join(", ")}`],
    tooltip: pool.origin.file,
  };
}

function callEdges(flow: Flow, from: string, ids: ReadonlyMap<string, string>): readonly Edge[] {
  const called = flow.nodes.flatMap((node) => (node.kind === "call" ? (ids.get(identity(node.flow.name, node.flow.file)) ?? []) : []));
  return [...new Set(called)].map((to) => ({ from, to, look: "use", label: "calls" }));
}

/** One edge a pool, with the largest request. */
function poolEdges(flow: Flow, from: string, ids: ReadonlyMap<string, string>): readonly Edge[] {
  const most = new Map<string, number>();
  for (const node of flow.nodes) {
    const gpu = isStep(node) ? node.resources.gpu : undefined;
    if (gpu !== undefined) most.set(gpu.pool, Math.max(most.get(gpu.pool) ?? 0, gpu.count));
  }
  return [...most].flatMap(([pool, gpus]) => {
    const to = ids.get(pool);
    return to === undefined ? [] : [{ from, to, look: "artifact" as const, label: `${count(gpus, "GPU")} a step` }];
  });
}

/** Unseen edges that put what stands alone in a group into rows, about as wide as high: side by side, a hundred flows would be a strip. */
function rows(items: readonly Item[], edges: readonly Edge[]): readonly Edge[] {
  const tied = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return items.flatMap((item) => {
    const alone = boxesIn(item).filter((box) => !tied.has(box));
    const across = Math.max(3, Math.ceil(Math.sqrt(alone.length / 2)));
    return alone.slice(across).map((to, index) => ({ from: alone[index] ?? to, to, look: "unseen" as const }));
  });
}
