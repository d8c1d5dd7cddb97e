/** Changes of properties as short sentences: `memory 64Gi → 128Gi`. */
import type { Node, Schedule } from "../program.ts";
import { type Described, type PropertyChange, type PropertyPath, wordsOf } from "./described.ts";

/** Properties that have a better name in speech than in code. */
const names: Readonly<Record<string, string>> = {
  "resources.cpu": "CPU",
  "resources.memory": "memory",
  "resources.ephemeralStorage": "ephemeral storage",
  "resources.sharedMemory": "shared memory",
  "resources.gpu": "GPUs",
  "resources.gpu.count": "GPUs",
  "resources.gpu.pool": "GPU pool",
  "resources.gpu.capacity": "GPU capacity",
  "node.gpus": "GPUs a node",
  keepFinished: "time that finished runs are kept",
  failFast: "stop at the first failure",
  serviceAccount: "service account",
  exportName: "name of the export",
  imageName: "name in the image lock",
  inside: "place",
  until: "repeated until",
  max: "rounds at most",
  sourceFile: "file of the source",
  queueTimeout: "time to wait for a pod",
  terminationGrace: "time to end after SIGTERM",
};

/** A schedule in one phrase: `0 3 * * * Europe/Stockholm`. */
export function saySchedule({ cron, timezone }: Schedule): string {
  return `${cron} ${timezone}`;
}

/** Says what changed below a definition or a node; `path` begins there. */
export function sayChange({ from, to, reordered }: PropertyChange, path: PropertyPath): string {
  const name = sayPath(path);
  if (reordered === true) return `order of ${name}: ${short(from)} → ${short(to)}`;
  if (from === undefined) return `${name} added: ${short(to)}`;
  if (to === undefined) return `${name} removed (was ${short(from)})`;
  return `${name} ${short(from)} → ${short(to)}`;
}

/** A property path in words. */
function sayPath(path: PropertyPath): string {
  for (let length = path.length; length > 0; length--) {
    const name = names[path.slice(0, length).join(".")];
    if (name !== undefined) return [name, ...sayRest(path.slice(length))].join(" ");
  }
  return sayRest(path).join(" ");
}

function sayRest(path: PropertyPath): readonly string[] {
  const [first, second] = path;
  if (first === "command" && typeof second === "number") return [`word ${second + 1} of the command`];
  if (first === "conditions" && typeof second === "number") return [second === 0 ? "condition" : `condition ${second + 1}`];
  if (first === "schedules" && typeof second === "number")
    return [second === 0 ? "schedule" : `schedule ${second + 1}`, ...sayRest(path.slice(2))];
  return path.map((part) => (typeof part === "number" ? String(part + 1) : spaced(part)));
}

/** `maxResultSize` as "max result size"; what a user named stays as it is. */
function spaced(name: string): string {
  return /^[a-z]+([A-Z][a-z]+)+$/.test(name) ? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) : name;
}

const longest = 160;

function short(described: Described | undefined): string {
  const words = wordsOf(described);
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
}

/** "step fit", "loop per-shard", "the branch before publish". */
export function sayNode(node: Node, key: string): string {
  switch (node.kind) {
    case "forEach":
    case "repeatUntil":
      return `loop ${key}`;
    case "branch":
      return `the branch around ${key.replace(/\?+$/, "")}`;
    case "spark":
      return `Spark application ${key}`;
    case "onExit":
      return `exit handler ${key}`;
    case "onFailure":
      return `failure handler ${key}`;
    default:
      return `${node.kind} ${key}`;
  }
}

/** The path as code would have it: `steps.fit.labels["app.kubernetes.io/name"]`, `schedules[0].cron`. */
export function pathText(path: PropertyPath): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      if (!/^[\w$-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join("");
}
